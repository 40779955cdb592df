import type { Translation } from '@archipelago/core/language/message';
import type { en } from './failures.en.ts';

export const es: Translation<typeof en> = {
  notFoundTitle: 'Aquí no hay nada en el mapa.',
  notFoundNote: '{status}, posición desconocida',
  notFoundText: 'No hay nada en esta dirección. Puede que se haya movido o que tenga una errata.',
  brokenLink: 'Este enlace no funciona.',
  unreadable: 'No se ha podido leer la solicitud.',
  notInPlan: 'El plan no lo incluye.',
  notOpen: 'No tienes acceso a esto.',
  notHere: 'Esto no se puede hacer aquí.',
  changedMeanwhile: 'Algo ha cambiado entretanto.',
  noLongerHere: 'Esto ya no está aquí.',
  tooLarge: 'Eso es demasiado grande.',
  tooMany: 'Demasiadas solicitudes a la vez.',
  backSoon: 'Volvemos enseguida.',
  ours: 'Algo ha fallado por nuestra parte.',
  didNotWork: 'No ha funcionado.',
  oursText:
    'Ha quedado registrado y no se ha guardado nada a medias. Inténtalo de nuevo; si vuelve a ocurrir, indícanos el número de abajo.',
  frontPage: 'Ir a la portada',
  yourWorkspaces: 'Tus espacios de trabajo',
  writeToUs: 'Escríbenos',
  toPlatform: 'Ir a Archipelago',
  tryAgain: 'Intentar de nuevo',
  request: 'Solicitud {id}',
};
