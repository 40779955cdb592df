import type { Translation } from '@archipelago/core/language/message';
import type { en } from './invitation.en.ts';

export const es: Translation<typeof en> = {
  brokenTitle: 'Este enlace no funciona',
  brokenText: 'Ábrelo otra vez, entero, desde el correo. Si no sirve, pide una invitación nueva.',
  onTeamTitle: 'Estás en el equipo de {workspace}',
  onTeamAsMember: 'Perteneces a él como miembro, así que no hay nada que aceptar.',
  onTeamAsAdmin: 'Perteneces a él como administrador, así que no hay nada que aceptar.',
  onTeamAsOwner: 'Perteneces a él como propietario, así que no hay nada que aceptar.',
  onTeamWithRole: 'Perteneces a él con el rol {role}, así que no hay nada que aceptar.',
  whoInvited: 'la persona que te invitó',
  expiredTitle: 'Esta invitación ha caducado',
  expiredText: 'Las invitaciones caducan a los siete días. Pide a {inviter} que envíe una nueva.',
  withdrawnTitle: 'Esta invitación se ha retirado',
  withdrawnText: 'Si crees que es un error, pide a {inviter} que envíe una nueva.',
  usedTitle: 'Esta invitación ya se ha usado',
  usedText:
    'Una invitación sirve una sola vez. Si fuiste tú, inicia sesión; si no, pide una nueva a {inviter}.',
  joinTitle: 'Unirse a {workspace}',
  invitedAsMember: '{inviter} te invita a unirte al equipo como miembro.',
  invitedAsAdmin: '{inviter} te invita a unirte al equipo como administrador.',
  invitedWithRole: '{inviter} te invita a unirte al equipo con el rol {role}.',
  areInvitedAsMember: 'Tienes una invitación para unirte al equipo como miembro.',
  areInvitedAsAdmin: 'Tienes una invitación para unirte al equipo como administrador.',
  areInvitedWithRole: 'Tienes una invitación para unirte al equipo con el rol {role}.',
  useAddress: 'Usa la dirección a la que se envió el correo, {address}.',
  otherAddressTitle: 'Esta invitación es para otra dirección',
  otherAddressText:
    'Se envió a {address} y has iniciado sesión como {email}. Cierra la sesión y usa esa dirección.',
  otherAddressTextNoAddress:
    'Se envió a {address} y has iniciado sesión sin una dirección verificada. Cierra la sesión y usa esa dirección.',
  blockedTitle: 'No puedes unirte a {workspace}',
  blockedText:
    'Su equipo te ha bloqueado. Si crees que es un error, pide a {inviter} que te desbloquee; la invitación sigue abierta.',
  noSeatTitle: 'No hay plazas libres',
  noSeatText:
    'Ahora mismo todas las plazas de {workspace} están ocupadas. Avisa a {inviter}; la invitación sigue abierta y puedes intentarlo de nuevo.',
  accept: 'Aceptar la invitación',
  signUp: 'Registrarse y unirse',
  haveSignIn: 'Ya tengo cuenta',
  signIn: 'Iniciar sesión',
  tryAgain: 'Intentar de nuevo',
  openDashboard: 'Abrir el panel',
  visit: 'Visitar {workspace}',
};
