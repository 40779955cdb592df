import type { Translation } from '@archipelago/core/language/message';
import type { en } from './site.en.ts';

export const de: Translation<typeof en> = {
  skipToContent: 'Zum Inhalt springen',
  mainNavigation: 'Hauptnavigation',
  moreLinks: 'Weitere Links',
  otherSite: 'führt zu einer anderen Website',
  posts: 'Beiträge',
  guestbook: 'Gästebuch',
  newsletter: 'Newsletter',
  contact: 'Kontakt',
  signIn: 'Anmelden',
  join: 'Beitreten',
  dashboard: 'Dashboard',
  yourProfile: 'Ihr Profil',
  madeWith: 'Erstellt mit Archipelago',
  switchTheme: 'Zwischen heller und dunkler Ansicht wechseln',
  pages: 'Seiten',
  nothingPublished: 'Noch nichts veröffentlicht',
  firstPostHere: 'Hier erscheint der erste Beitrag von {workspace}.',
  earlier: 'Ältere Beiträge',
  newest: 'Neueste',
  olderPosts: 'Weiter zurück',
  readingTime: '{minutes} Min.',
  allPosts: 'Alle Beiträge von {workspace}',
  beKnownHere: 'Machen Sie mit',
  joinAsGuestText:
    'Treten Sie {workspace} als Gast bei. Das kostet nichts, und nur {workspace} sieht Ihre E-Mail-Adresse.',
  areYouOneOfUs: 'Gehören Sie dazu?',
  joinByDomainText:
    'Wer eine E-Mail-Adresse bei einer Domain von {workspace} hat, tritt dem Team hier ohne Einladung bei.',
  joinWorkspace: '{workspace} beitreten',
  youAreGuest: 'Sie sind hier Gast',
  guestText: '{workspace} kennt Ihren Namen und Ihre E-Mail-Adresse. Sie können jederzeit austreten.',
  leaveWorkspace: '{workspace} verlassen',
  blockedTitle: 'Sie sind bei {workspace} gesperrt.',
  blockedText:
    'Sie können lesen, was öffentlich ist, aber nicht mitmachen. Wenn das ein Irrtum ist, schreiben Sie den Verantwortlichen.',
  feedText: 'Neues von {workspace}',
};
