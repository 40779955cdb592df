import type { Translation } from '@archipelago/core/language/message';
import type { en } from './unsubscribe.en.ts';

export const es: Translation<typeof en> = {
  stoppedTitle: 'Ya no recibirás estos correos',
  stopTitle: 'Dejar de recibir estos correos',
  stoppedHeading: 'Ya no recibirás estos correos',
  stopHeading: '¿Dejar de recibir estos correos?',
  stoppedText: 'Ya no recibirás correos de {workspace} sobre: {what}. Lo demás no cambia.',
  stopText: '{workspace} te envía: {what}. Todo lo demás queda como está.',
  replies: 'Respuestas a tus comentarios',
  approvals: 'Aprobación de lo que has escrito',
  preferences: 'Preferencias de notificaciones',
};
