import { ar } from './reactions.ar.ts';
import { de } from './reactions.de.ts';
import { en } from './reactions.en.ts';
import { es } from './reactions.es.ts';

export const reactionMessages = { en, de, es, ar };
