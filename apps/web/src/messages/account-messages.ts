import { ar } from './account.ar.ts';
import { de } from './account.de.ts';
import { en } from './account.en.ts';
import { es } from './account.es.ts';

export const accountMessages = { en, de, es, ar };
