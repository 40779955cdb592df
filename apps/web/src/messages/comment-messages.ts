import { ar } from './comments.ar.ts';
import { de } from './comments.de.ts';
import { en } from './comments.en.ts';
import { es } from './comments.es.ts';

export const commentMessages = { en, de, es, ar };
