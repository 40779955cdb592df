import type { Translation } from '@archipelago/core/language/message';
import type { en } from './posts.en.ts';

export const es: Translation<typeof en> = {
  forGuests: 'Para invitados y miembros',
  forMembers: 'Solo para miembros',
  guestsTitle: 'Esta publicación es para invitados de {workspace}',
  membersTitle: 'Esta publicación es para miembros de {workspace}',
  secondStep:
    '{workspace} pide a sus miembros un segundo paso al iniciar sesión. Añade uno a tu acceso para seguir leyendo.',
  notOnTeam:
    'Has iniciado sesión, pero no estás en el equipo. Pregunta a los responsables si deberías estarlo.',
  notJoined: 'Has iniciado sesión, pero aún no te has unido aquí.',
  guestsSignIn: 'Inicia sesión para leerla aquí, junto con sus comentarios.',
  membersSignIn: 'Los miembros inician sesión para leerla aquí, junto con sus comentarios.',
  securitySettings: 'Abrir tus ajustes de seguridad',
  contents: 'En esta página',
  share: 'Compartir',
  byMail: 'Correo',
  copyLink: 'Copiar enlace',
  linkCopied: 'Enlace copiado',
  morePosts: 'Más publicaciones',
  newerPost: 'Publicación más reciente',
  olderPost: 'Publicación anterior',
};
