import { ar } from './site.ar.ts';
import { de } from './site.de.ts';
import { en } from './site.en.ts';
import { es } from './site.es.ts';

export const siteMessages = { en, de, es, ar };
