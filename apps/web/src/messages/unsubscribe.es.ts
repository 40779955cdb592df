import type { Translation } from '@archipelago/core/language/message';
import type { en } from './unsubscribe.en.ts';

export const es: Translation<typeof en> = {
  stoppedTitle: 'Correos cancelados',
  stopTitle: 'Cancelar estos correos',
  stoppedHeading: 'Estos correos se han cancelado',
  stopHeading: '¿Cancelar estos correos?',
  stoppedText: 'Ya no recibirás correos de {workspace} sobre: {what}. Lo demás no cambia.',
  stopText: '{workspace} te envía: {what}. Todo lo demás queda como está.',
  replies: 'Respuestas a tus comentarios',
  approvals: 'Aprobación de lo que has escrito',
  preferences: 'Preferencias de notificaciones',
};
