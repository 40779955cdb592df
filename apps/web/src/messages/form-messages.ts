import { ar } from './forms.ar.ts';
import { de } from './forms.de.ts';
import { en } from './forms.en.ts';
import { es } from './forms.es.ts';

export const formMessages = { en, de, es, ar };
