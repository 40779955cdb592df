import type { Translation } from '@archipelago/core/language/message';
import type { en } from './joining.en.ts';

export const de: Translation<typeof en> = {
  guestTitle: '{workspace} beitreten',
  guestText:
    'Sie treten als Gast bei: {workspace} sieht Ihren Namen und Ihre E-Mail-Adresse, sonst niemand. Es kostet nichts.',
  teamTitle: 'Dem Team von {workspace} beitreten',
  teamText:
    'Ihre Adresse {email} gehört zu einer Domain des Teams, Sie brauchen also keine Einladung. Sie treten als Mitglied bei und erhalten Zugang zum Dashboard.',
  noSeatTitle: 'Kein Platz frei',
  noSeatText:
    'Sie dürfen dem Team von {workspace} beitreten, aber zurzeit sind alle Plätze belegt. Sagen Sie jemandem im Team Bescheid und versuchen Sie es noch einmal.',
  otherDomainTitle: 'Verwenden Sie Ihre Adresse bei {workspace}',
  otherDomainText:
    'Wer eine E-Mail-Adresse bei einer Domain von {workspace} hat, tritt selbst bei. Sie sind als {email} angemeldet. Melden Sie sich mit der passenden Adresse an, oder bitten Sie jemanden im Team um eine Einladung.',
  otherDomainTextNoAddress:
    'Wer eine E-Mail-Adresse bei einer Domain von {workspace} hat, tritt selbst bei. Sie sind ohne bestätigte Adresse angemeldet. Melden Sie sich mit der passenden Adresse an, oder bitten Sie jemanden im Team um eine Einladung.',
  invitationTitle: 'Zu {workspace} kommt man nur auf Einladung',
  invitationText:
    'Niemand tritt von selbst bei. Bitten Sie jemanden im Team, {email} einzuladen; die E-Mail enthält einen passenden Link.',
  invitationTextYou:
    'Niemand tritt von selbst bei. Bitten Sie jemanden im Team um eine Einladung; die E-Mail enthält einen passenden Link.',
  closedTitle: '{workspace} nimmt zurzeit niemanden auf',
  closedText:
    'Zurzeit wird nichts Neues angenommen. Was öffentlich ist, können Sie weiterhin lesen. Versuchen Sie es später noch einmal, oder fragen Sie jemanden im Team, wann es weitergeht.',
  blockedTitle: 'Sie können {workspace} nicht beitreten',
  blockedText: 'Das Team hat Sie gesperrt. Wenn Sie das für einen Irrtum halten, schreiben Sie ihm.',
  joinTeam: 'Dem Team beitreten',
  tryAgain: 'Noch einmal versuchen',
  visit: '{workspace} besuchen',
  notNow: 'Jetzt nicht',
  leaveTitle: '{workspace} verlassen?',
  leave: '{workspace} verlassen',
  hasLeft: 'Sie haben {workspace} verlassen',
  teamLeft: 'Das Dashboard ist für Sie geschlossen. Um zurückzukommen, bitten Sie um eine Einladung.',
  guestLeft: 'Sie können weiterhin lesen, was öffentlich ist, und jederzeit wieder beitreten.',
  leaveTeamText:
    'Sie verlieren sofort den Zugang zum Dashboard, und Ihr Platz wird frei. Was Sie geschrieben haben, bleibt unter Ihrem Namen stehen. Um zurückzukommen, brauchen Sie eine Einladung.',
  leaveGuestText:
    'Sie sind dann hier kein Gast mehr. Was Sie geschrieben haben, bleibt unter Ihrem Namen stehen. Sie können jederzeit wieder beitreten.',
  yourWorkspaces: 'Ihre Workspaces',
  handOver: 'Eigentum übergeben',
  stay: 'Bleiben',
};
