import { ar } from './unsubscribe.ar.ts';
import { de } from './unsubscribe.de.ts';
import { en } from './unsubscribe.en.ts';
import { es } from './unsubscribe.es.ts';

export const unsubscribeMessages = { en, de, es, ar };
