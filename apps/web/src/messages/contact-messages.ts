import { ar } from './contact.ar.ts';
import { de } from './contact.de.ts';
import { en } from './contact.en.ts';
import { es } from './contact.es.ts';

export const contactMessages = { en, de, es, ar };
