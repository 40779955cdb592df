import { ar } from './joining.ar.ts';
import { de } from './joining.de.ts';
import { en } from './joining.en.ts';
import { es } from './joining.es.ts';

export const joiningMessages = { en, de, es, ar };
