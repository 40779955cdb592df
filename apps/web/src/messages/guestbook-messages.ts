import { ar } from './guestbook.ar.ts';
import { de } from './guestbook.de.ts';
import { en } from './guestbook.en.ts';
import { es } from './guestbook.es.ts';

export const guestbookMessages = { en, de, es, ar };
