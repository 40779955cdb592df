import { ar } from './posts.ar.ts';
import { de } from './posts.de.ts';
import { en } from './posts.en.ts';
import { es } from './posts.es.ts';

export const postMessages = { en, de, es, ar };
