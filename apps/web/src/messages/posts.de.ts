import type { Translation } from '@archipelago/core/language/message';
import type { en } from './posts.en.ts';

export const de: Translation<typeof en> = {
  forGuests: 'Für Gäste und Mitglieder',
  forMembers: 'Nur für Mitglieder',
  guestsTitle: 'Dieser Beitrag ist für Gäste von {workspace}',
  membersTitle: 'Dieser Beitrag ist für Mitglieder von {workspace}',
  secondStep:
    '{workspace} verlangt von Mitgliedern bei der Anmeldung einen zweiten Schritt. Fügen Sie Ihrer Anmeldung einen hinzu, um weiterzulesen.',
  notOnTeam:
    'Sie sind angemeldet, gehören aber nicht zum Team. Fragen Sie die Verantwortlichen, wenn Sie dazugehören sollten.',
  notJoined: 'Sie sind angemeldet, aber hier noch nicht beigetreten.',
  guestsSignIn: 'Melden Sie sich an, um ihn hier mit seinen Kommentaren zu lesen.',
  membersSignIn: 'Mitglieder melden sich an, um ihn hier mit seinen Kommentaren zu lesen.',
  securitySettings: 'Sicherheitseinstellungen öffnen',
  contents: 'Auf dieser Seite',
  share: 'Teilen',
  byMail: 'E-Mail',
  copyLink: 'Link kopieren',
  linkCopied: 'Link kopiert',
  morePosts: 'Weitere Beiträge',
  newerPost: 'Neuerer Beitrag',
  olderPost: 'Älterer Beitrag',
};
