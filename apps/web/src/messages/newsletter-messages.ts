import { ar } from './newsletter.ar.ts';
import { de } from './newsletter.de.ts';
import { en } from './newsletter.en.ts';
import { es } from './newsletter.es.ts';

export const newsletterMessages = { en, de, es, ar };
