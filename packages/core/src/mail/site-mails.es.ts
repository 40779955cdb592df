import type { Translation } from '../language/message.ts';
import type { en } from './site-mails.en.ts';

export const es: Translation<typeof en> = {
  answerSubject: 'Re: {subject}',
  answerSignature: '{author}, {workspace}',
  answerAction: 'Volver a escribir a {workspace}',
  answerNote: 'Escribiste: {text}',
  answerFooter:
    'Recibes este correo porque alguien escribió a {workspace} con esta dirección. Responde a este correo para continuar.',
  replySubject: 'Hay una respuesta a tu comentario en {post} ({workspace})',
  replyHeading: 'Hay una respuesta a tu comentario en {post}',
  replyText: 'Esto ha ocurrido en {workspace}.',
  replyAction: 'Leerla en el sitio',
  replyNote: 'Para responder, inicia sesión allí como cuando comentaste.',
  replyFooter:
    'Recibes este correo porque se te avisa de las respuestas a tus comentarios. Cancelar estos correos: {url}',
};
