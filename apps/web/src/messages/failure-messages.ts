import { ar } from './failures.ar.ts';
import { de } from './failures.de.ts';
import { en } from './failures.en.ts';
import { es } from './failures.es.ts';

export const failureMessages = { en, de, es, ar };
