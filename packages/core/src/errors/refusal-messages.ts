import { ar } from './refusals.ar.ts';
import { de } from './refusals.de.ts';
import { en } from './refusals.en.ts';
import { es } from './refusals.es.ts';

export const refusalMessages = { en, de, es, ar };
