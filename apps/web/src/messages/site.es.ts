import type { Translation } from '@archipelago/core/language/message';
import type { en } from './site.en.ts';

export const es: Translation<typeof en> = {
  skipToContent: 'Ir al contenido',
  mainNavigation: 'Principal',
  moreLinks: 'Más enlaces',
  otherSite: 'lleva a otro sitio',
  posts: 'Publicaciones',
  guestbook: 'Libro de visitas',
  newsletter: 'Boletín',
  contact: 'Contacto',
  signIn: 'Iniciar sesión',
  join: 'Unirse',
  dashboard: 'Panel',
  yourProfile: 'Tu perfil',
  madeWith: 'Hecho con Archipelago',
  switchTheme: 'Cambiar entre claro y oscuro',
  pages: 'Páginas',
  nothingPublished: 'Aún no hay nada publicado',
  firstPostHere: 'Aquí aparecerá la primera publicación de {workspace}.',
  earlier: 'Anteriores',
  newest: 'Más recientes',
  olderPosts: 'Publicaciones anteriores',
  readingTime: '{minutes} min',
  allPosts: 'Todas las publicaciones de {workspace}',
  beKnownHere: 'Participa aquí',
  joinAsGuestText:
    'Únete a {workspace} como invitado. Es gratis y nadie más que {workspace} ve tu correo electrónico.',
  areYouOneOfUs: '¿Eres del equipo?',
  joinByDomainText:
    'Quien tiene un correo electrónico en un dominio de {workspace} se une aquí a su equipo sin invitación.',
  joinWorkspace: 'Unirse a {workspace}',
  youAreGuest: 'Participas como invitado',
  guestText: '{workspace} conoce tu nombre y tu correo electrónico. Puedes irte cuando quieras.',
  leaveWorkspace: 'Salir de {workspace}',
  blockedTitle: 'Te han bloqueado en {workspace}.',
  blockedText:
    'Puedes leer lo que es público, pero no participar. Si es un error, escribe a sus responsables.',
  feedText: 'Novedades de {workspace}',
};
