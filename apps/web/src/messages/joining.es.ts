import type { Translation } from '@archipelago/core/language/message';
import type { en } from './joining.en.ts';

export const es: Translation<typeof en> = {
  guestTitle: 'Unirse a {workspace}',
  guestText:
    'Te unes como invitado: {workspace} ve tu nombre y tu correo electrónico. Nadie más los ve y no cuesta nada.',
  teamTitle: 'Unirse al equipo de {workspace}',
  teamText:
    'Tu dirección {email} pertenece a uno de sus dominios, así que no necesitas invitación. Te unes como miembro, con acceso al panel.',
  noSeatTitle: 'No hay plazas libres',
  noSeatText:
    'Puedes unirte al equipo de {workspace}, pero ahora mismo todas las plazas están ocupadas. Avisa a alguien del equipo e inténtalo de nuevo.',
  otherDomainTitle: 'Usa tu dirección de {workspace}',
  otherDomainText:
    'Quien tiene un correo en un dominio de {workspace} se une por su cuenta. Has iniciado sesión como {email}. Inicia sesión con la dirección adecuada o pide a alguien del equipo que te invite.',
  otherDomainTextNoAddress:
    'Quien tiene un correo en un dominio de {workspace} se une por su cuenta. Has iniciado sesión sin una dirección verificada. Inicia sesión con la dirección adecuada o pide a alguien del equipo que te invite.',
  invitationTitle: 'A {workspace} solo se entra con invitación',
  invitationText:
    'Nadie se une por su cuenta. Pide a alguien del equipo que invite a {email}; el correo trae un enlace que funciona.',
  invitationTextYou:
    'Nadie se une por su cuenta. Pide a alguien del equipo que te invite; el correo trae un enlace que funciona.',
  closedTitle: 'Ahora mismo nadie puede unirse a {workspace}',
  closedText:
    'Por ahora no se admite nada nuevo. Lo que es público se puede seguir leyendo. Inténtalo más tarde o pregunta a alguien del equipo cuándo vuelve a abrir.',
  blockedTitle: 'No puedes unirte a {workspace}',
  blockedText: 'Su equipo te ha bloqueado. Si crees que es un error, escríbeles.',
  joinTeam: 'Unirse al equipo',
  tryAgain: 'Intentar de nuevo',
  visit: 'Visitar {workspace}',
  notNow: 'Ahora no',
  leaveTitle: '¿Salir de {workspace}?',
  leave: 'Salir de {workspace}',
  hasLeft: 'Has salido de {workspace}',
  teamLeft: 'Ya no tienes acceso al panel. Para volver, pide una invitación.',
  guestLeft: 'Puedes seguir leyendo lo público y volver a unirte cuando quieras.',
  leaveTeamText:
    'Pierdes el acceso al panel de inmediato y tu plaza queda libre. Lo que escribiste se queda, con tu nombre. Para volver necesitas una invitación.',
  leaveGuestText:
    'Dejas de participar aquí como invitado. Lo que escribiste se queda, con tu nombre. Puedes volver a unirte cuando quieras.',
  yourWorkspaces: 'Tus espacios de trabajo',
  handOver: 'Ceder la propiedad',
  stay: 'Quedarme',
};
