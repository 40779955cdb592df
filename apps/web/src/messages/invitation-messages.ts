import { ar } from './invitation.ar.ts';
import { de } from './invitation.de.ts';
import { en } from './invitation.en.ts';
import { es } from './invitation.es.ts';

export const invitationMessages = { en, de, es, ar };
