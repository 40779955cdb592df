import { ar } from './consent.ar.ts';
import { de } from './consent.de.ts';
import { en } from './consent.en.ts';
import { es } from './consent.es.ts';

export const consentMessages = { en, de, es, ar };
