import type { Translation } from '@archipelago/core/language/message';
import type { en } from './newsletter.en.ts';

export const es: Translation<typeof en> = {
  heading: 'El boletín de {workspace}',
  description: 'Recibe por correo lo que publica {workspace}.',
  lead: 'Lo que publica {workspace}, por correo. Cada mensaje lleva un enlace para darse de baja.',
  yourEmail: 'Tu correo electrónico',
  emailHint: 'Solo se usa para el boletín. Lo confirmas con un correo.',
  subscribe: 'Suscribirse',
  askedTitle: 'Revisa tu correo.',
  askedText:
    'Si aún no tienes la suscripción, hay un correo en camino. Abre su enlace y elige «Suscribirse»: hasta entonces no recibirás nada.',
  back: 'Volver a {workspace}',
  closed: '{workspace} no admite nuevas suscripciones por ahora.',
  confirmHeading: '¿Suscribirse a {workspace}?',
  confirmText: 'Recibirás por correo lo que publica {workspace} hasta que te des de baja.',
  otherAddress: 'Usar otra dirección',
  overHeading: 'Este enlace ya no sirve',
  overText:
    'Ha caducado, o se te ha preguntado otra vez desde entonces. Suscríbete de nuevo y recibirás otro.',
  subscribedTitle: 'Suscripción confirmada',
  subscribedHeading: 'Te has suscrito',
  subscribedText:
    'A partir de ahora, el boletín de {workspace} llega a tu buzón. Cada mensaje lleva un enlace para darse de baja.',
  leave: 'Darse de baja',
  leaveHeading: '¿Darse de baja?',
  leaveText: '{workspace} ya no te enviará más boletines.',
  toSite: 'Ir a {workspace}',
  leftTitle: 'Baja confirmada',
  leftHeading: 'Te has dado de baja',
  leftText:
    'Ya no recibirás boletines de {workspace}. Si ahora mismo hay uno en camino, puede que aún llegue.',
  again: 'Volver a suscribirse',
  cardHeading: 'Por correo',
  cardText: 'Lo que publica {workspace}, en tu buzón.',
};
