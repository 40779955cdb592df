import type { Translation } from '@archipelago/core/language/message';
import type { en } from './contact.en.ts';

export const es: Translation<typeof en> = {
  title: 'Contacto',
  description: 'Escribe al equipo de {workspace}.',
  heading: 'Escribe a {workspace}',
  sentTitle: 'Tu mensaje ha llegado.',
  sentText: '{workspace} responderá al correo electrónico que has indicado.',
  back: 'Volver a {workspace}',
  closed: '{workspace} no recibe mensajes aquí por ahora.',
  lead: 'Solo lo lee el equipo de {workspace}. La respuesta llega por correo electrónico.',
  yourName: 'Tu nombre',
  yourEmail: 'Tu correo electrónico',
  subject: 'Asunto',
  message: 'Tu mensaje',
  send: 'Enviar mensaje',
};
