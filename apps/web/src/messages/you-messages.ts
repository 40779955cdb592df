import { ar } from './you.ar.ts';
import { de } from './you.de.ts';
import { en } from './you.en.ts';
import { es } from './you.es.ts';

export const youMessages = { en, de, es, ar };
