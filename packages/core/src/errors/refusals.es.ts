import type { Translation } from '../language/message.ts';
import type { en } from './refusals.en.ts';

export const es: Translation<typeof en> = {
  signInFirst: 'Para esto tienes que iniciar sesión. Inicia sesión e inténtalo de nuevo.',
  notOpen: 'No tienes acceso a esto. Pregunta a los responsables de este sitio.',
  nothingHere: 'Aquí no hay nada o no tienes acceso. Comprueba la dirección.',
  nothingAtAddress: 'No hay nada en esta dirección. Puede que se haya movido o que tenga una errata.',
  workspaceClosed: '{workspace} ha sido cerrado por sus responsables. Aquí ya no hay nada que ver.',
  changedMeanwhile:
    'Algo ha cambiado entretanto y no se ha hecho nada. Recarga la página e inténtalo de nuevo.',
  notDone: 'No ha funcionado y no se ha hecho nada. Revisa lo que has enviado e inténtalo de nuevo.',
  failedHere:
    'Algo ha fallado por nuestra parte y se ha notificado. Inténtalo de nuevo; si vuelve a ocurrir, danos esta referencia: {reference}.',
  databaseAway:
    'Ahora mismo no podemos acceder a nuestra base de datos. No se ha cambiado nada. Inténtalo de nuevo en unos segundos.',
  tooOften: {
    one: 'Demasiadas veces en poco tiempo. Inténtalo de nuevo en un segundo.',
    other: 'Demasiadas veces en poco tiempo. Inténtalo de nuevo en {count} segundos.',
  },
  takesNothingNew:
    '{workspace} no admite nada nuevo por ahora y no se ha hecho nada. Todo se puede seguir leyendo. Pregunta a {workspace} cuándo vuelve a abrir.',
  formTooOld:
    'Este formulario llevaba demasiado tiempo abierto y no se ha enviado nada. Lo que escribiste sigue aquí: envíalo de nuevo.',
  guestbookSignIn: 'Inicia sesión para firmar el libro de visitas de {workspace}.',
  guestbookClosed: 'El libro de visitas de {workspace} está cerrado. Lo escrito se puede seguir leyendo.',
  guestbookName: 'Escribe tu nombre tal como debe figurar bajo tu entrada.',
  commentUnknown: 'Este comentario ya no existe. Recarga la página.',
  repliedToUnknown: 'El comentario al que respondes ya no existe. Recarga la página.',
  replyToReply: 'Una respuesta no tiene respuestas propias. Responde al comentario de arriba.',
  replyToReplyField: 'Indica el comentario al que responde este.',
  ownComment: 'Este comentario es tuyo. Elimínalo si no debe quedarse.',
  editOver: {
    one: 'Un comentario se puede cambiar durante {count} minuto y este es más antiguo. Responde a él o elimínalo.',
    other:
      'Un comentario se puede cambiar durante {count} minutos y este es más antiguo. Responde a él o elimínalo.',
  },
  commentsClosed: '{workspace} no admite comentarios por ahora. Los que hay se pueden seguir leyendo.',
  postGone: 'La publicación ya no está en el sitio y no se ha guardado nada. Recarga la página.',
  postUnknown: '{workspace} no tiene ninguna publicación en esta dirección. Puede que se haya retirado.',
  joinFirst: 'Primero únete a {workspace}. Es gratis y basta un clic.',
  joinClosed: 'A {workspace} solo se entra con invitación. Pide a alguien del equipo que te invite.',
  joinByDomain:
    'Solo quienes tienen una dirección en un dominio de {workspace} pueden unirse por su cuenta. Inicia sesión con esa dirección o pide a alguien del equipo que te invite.',
  noSeat:
    'Ahora mismo todas las plazas de {workspace} están ocupadas. Avisa a alguien del equipo e inténtalo de nuevo.',
  blockedFromJoining:
    'El equipo de {workspace} te ha bloqueado y no puedes unirte. Si crees que es un error, escríbeles.',
  blockedHere:
    'Los responsables de {workspace} te han bloqueado: puedes leer lo que es público, pero no participar. Si es un error, escríbeles.',
  linkIncomplete: 'Este enlace no está completo. Ábrelo otra vez desde el correo.',
  correctFields: {
    one: 'Hay que corregir {count} campo. Corrígelo y envíalo de nuevo.',
    other: 'Hay que corregir {count} campos. Corrígelos y envía el formulario de nuevo.',
  },
  fillIn: 'Rellena este campo.',
  chooseOne: 'Elige una de las opciones.',
  wrongForm: 'No tiene el formato esperado. Compruébalo e inténtalo de nuevo.',
  tooShort: 'Es demasiado corto.',
  tooLong: 'Es demasiado largo.',
  incompleteEmail: 'No es una dirección de correo completa. Tiene esta forma: nombre@example.com.',
  atLeast: { one: 'Usa al menos {count} carácter.', other: 'Usa al menos {count} caracteres.' },
  atMost: {
    one: 'Usa como máximo {most} caracteres; aquí hay {count}.',
    other: 'Usa como máximo {most} caracteres; aquí hay {count}.',
  },
  noInvisible: 'Quita los saltos de línea y los caracteres invisibles.',
  writeSomething: 'Primero escribe algo.',
  commentTooLong: 'Un comentario tiene como máximo {most} caracteres; este tiene {length} o más. Acórtalo.',
  entryTooLong: 'Una entrada tiene como máximo {most} caracteres. Acórtala.',
  messageTooLong: 'Un mensaje tiene como máximo {most} caracteres. Acórtalo.',
  copyRunning: 'Ya se está preparando una copia de tus datos. La encontrarás abajo en cuanto esté lista.',
  copiesEnough: {
    one: 'Puedes pedir {count} copia en 24 horas. Descarga una de las copias de abajo o inténtalo mañana.',
    other: 'Puedes pedir {count} copias en 24 horas. Descarga una de las copias de abajo o inténtalo mañana.',
  },
  erasureText: 'Escríbelo exactamente como está: {text}',
  soleOwner:
    '{workspaces} te pertenece solo a ti. Primero cede la propiedad o elimina el espacio de trabajo y luego vuelve.',
  erasureUnknown:
    'Este enlace no corresponde a ninguna solicitud de borrado abierta. Abre el correo más reciente o espera al día.',
  sentTooFast:
    'Esto ha llegado más rápido de lo que nadie escribe, o lo ha rellenado un programa, y no se ha enviado ningún correo. Revisa tu dirección y elige «Suscribirse» otra vez. Si no sirve, escríbenos en la página «Contacto».',
  subscribeLinkOver:
    'Este enlace ya no sirve o está incompleto. Suscríbete otra vez a {workspace} y recibirás uno nuevo.',
};
