import { ar } from './signing-in.ar.ts';
import { de } from './signing-in.de.ts';
import { en } from './signing-in.en.ts';
import { es } from './signing-in.es.ts';

export const signingInMessages = { en, de, es, ar };
