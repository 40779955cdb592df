import { ar } from './site-mails.ar.ts';
import { de } from './site-mails.de.ts';
import { en } from './site-mails.en.ts';
import { es } from './site-mails.es.ts';

export const siteMailMessages = { en, de, es, ar };
