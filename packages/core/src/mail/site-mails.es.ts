import type { Translation } from '../language/message.ts';
import type { en } from './site-mails.en.ts';

export const es: Translation<typeof en> = {
  answerSubject: 'Re: {subject}',
  answerSignature: '{author}, {workspace}',
  answerAction: 'Volver a escribir a {workspace}',
  answerNote: 'Escribiste: {text}',
  answerFooter:
    'Recibes este correo porque alguien escribió a {workspace} con esta dirección. Responde a este correo para continuar.',
  replySubject: 'Hay una respuesta a tu comentario en «{post}» ({workspace})',
  replyHeading: 'Hay una respuesta a tu comentario en «{post}»',
  entryReplySubject: 'Hay una respuesta a tu firma en el libro de visitas de {workspace}',
  entryReplyHeading: 'Hay una respuesta a tu firma en el libro de visitas',
  replyText: 'Alguien ha respondido a lo que escribiste en el sitio de {workspace}.',
  replyAction: 'Leerla en el sitio',
  replyNote: 'Para responder, inicia sesión allí como cuando comentaste.',
  replyFooter: 'Recibes este correo porque se te avisa de las respuestas a tus comentarios.',
  approvedSubject: 'Tu comentario en «{post}» ya se puede ver ({workspace})',
  approvedHeading: 'Tu comentario en «{post}» ya se puede ver',
  entryApprovedSubject: 'Tu firma en el libro de visitas de {workspace} ya se puede ver',
  entryApprovedHeading: 'Tu firma en el libro de visitas ya se puede ver',
  approvedText: '{workspace} lo ha revisado y lo ha publicado. Puede verlo quien tenga acceso al sitio.',
  approvedNote: 'Todo lo que has escrito allí está en «Tu perfil».',
  approvedFooter: 'Recibes este correo porque se te avisa cuando aparece lo que escribes.',
  invitedHeading: '{inviter} te ha invitado a {workspace}',
  invitedHeadingBySomebody: 'Te han invitado a {workspace}',
  wantsMember:
    '{inviter} quiere que te unas a {workspace} como miembro. Podrás escribir publicaciones y ver quién más está.',
  wantsAdmin:
    '{inviter} quiere que te unas a {workspace} como administrador. Podrás escribir publicaciones, invitar a gente y cambiar el aspecto del espacio de trabajo.',
  wantsRole: '{inviter} quiere que te unas a {workspace} con el rol {role}.',
  wantsDescribedRole: '{inviter} quiere que te unas a {workspace} con el rol {role}: {description}.',
  somebody: 'Alguien',
  acceptInvitation: 'Aceptar la invitación',
  invitationNote:
    'El enlace sirve una vez, hasta el {day}, para esta dirección de correo. Si no conoces a {who}, ignora este mensaje; no pasa nada.',
  invitationFooter: 'Recibes este correo porque alguien escribió tu dirección en una invitación.',
  confirmSubject: 'Confirma que quieres el boletín de {workspace}',
  confirmHeading: '¿Quieres el boletín de {workspace}?',
  confirmAsked: 'Alguien, probablemente tú, ha pedido el boletín de {workspace} con esta dirección.',
  confirmInvited: '{workspace} quiere enviarte su boletín: lo que publica, por correo.',
  confirmText: 'Abre el enlace y elige «Suscribirse». Hasta entonces no recibirás nada.',
  confirmAction: 'Ver el boletín',
  confirmNote: {
    one: 'El enlace sirve durante {count} día. Si no quieres el boletín, ignora este mensaje; no pasa nada.',
    other:
      'El enlace sirve durante {count} días. Si no quieres el boletín, ignora este mensaje; no pasa nada.',
  },
  confirmAskedFooter: 'Recibes este correo porque se escribió tu dirección en el sitio de {workspace}.',
  confirmInvitedFooter:
    'Recibes este correo porque {workspace} incluyó tu dirección en una lista de personas a las que preguntar.',
  issueAction: 'Leerlo en el sitio',
  issueNote: 'Para responder a {workspace}, escribe desde su sitio: las respuestas a este correo no se leen.',
  issueFooter: 'Recibes este correo porque te suscribiste al boletín de {workspace}.',
  stopMails: 'Dejar de recibir estos correos',
  unsubscribe: 'Darse de baja',
};
