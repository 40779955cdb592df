import type { Translation } from '@archipelago/core/language/message';
import type { en } from './invitation.en.ts';

export const de: Translation<typeof en> = {
  brokenTitle: 'Dieser Link funktioniert nicht',
  brokenText:
    'Öffnen Sie ihn noch einmal vollständig aus der E-Mail. Wenn das nicht hilft, bitten Sie um eine neue Einladung.',
  onTeamTitle: 'Sie gehören zum Team von {workspace}',
  onTeamAsMember: 'Sie gehören ihm als Mitglied an, es gibt also nichts anzunehmen.',
  onTeamAsAdmin: 'Sie gehören ihm als Admin an, es gibt also nichts anzunehmen.',
  onTeamAsOwner: 'Der Workspace gehört Ihnen, es gibt also nichts anzunehmen.',
  onTeamWithRole: 'Sie gehören ihm mit der Rolle {role} an, es gibt also nichts anzunehmen.',
  whoInvited: 'die Person, die Sie eingeladen hat',
  expiredTitle: 'Diese Einladung ist abgelaufen',
  expiredText: 'Einladungen gelten sieben Tage. Bitten Sie {inviter}, eine neue zu schicken.',
  withdrawnTitle: 'Diese Einladung wurde zurückgezogen',
  withdrawnText: 'Wenn Sie das für einen Irrtum halten, bitten Sie {inviter}, eine neue zu schicken.',
  usedTitle: 'Diese Einladung wurde schon verwendet',
  usedText:
    'Eine Einladung gilt einmal. Wenn Sie es waren, melden Sie sich an; wenn nicht, bitten Sie {inviter} um eine neue.',
  joinTitle: '{workspace} beitreten',
  invitedAsMember: '{inviter} lädt Sie ein, dem Team als Mitglied beizutreten.',
  invitedAsAdmin: '{inviter} lädt Sie ein, dem Team als Admin beizutreten.',
  invitedWithRole: '{inviter} lädt Sie ein, dem Team mit der Rolle {role} beizutreten.',
  areInvitedAsMember: 'Sie sind eingeladen, dem Team als Mitglied beizutreten.',
  areInvitedAsAdmin: 'Sie sind eingeladen, dem Team als Admin beizutreten.',
  areInvitedWithRole: 'Sie sind eingeladen, dem Team mit der Rolle {role} beizutreten.',
  useAddress: 'Verwenden Sie die Adresse, an die die E-Mail ging: {address}.',
  otherAddressTitle: 'Diese Einladung gilt für eine andere Adresse',
  otherAddressText:
    'Sie ging an {address}, und Sie sind als {email} angemeldet. Melden Sie sich ab und verwenden Sie jene Adresse.',
  otherAddressTextNoAddress:
    'Sie ging an {address}, und Sie sind ohne bestätigte Adresse angemeldet. Melden Sie sich ab und verwenden Sie jene Adresse.',
  blockedTitle: 'Sie können {workspace} nicht beitreten',
  blockedText:
    'Das Team hat Sie gesperrt. Wenn Sie das für einen Irrtum halten, bitten Sie {inviter}, die Sperre aufzuheben; die Einladung bleibt gültig.',
  noSeatTitle: 'Kein Platz frei',
  noSeatText:
    'Zurzeit sind alle Plätze von {workspace} belegt. Informieren Sie {inviter}; die Einladung bleibt gültig, und Sie können es noch einmal versuchen.',
  accept: 'Einladung annehmen',
  signUp: 'Registrieren und beitreten',
  haveSignIn: 'Ich bin schon registriert',
  signIn: 'Anmelden',
  tryAgain: 'Noch einmal versuchen',
  openDashboard: 'Dashboard öffnen',
  visit: '{workspace} besuchen',
};
