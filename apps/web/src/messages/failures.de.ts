import type { Translation } from '@archipelago/core/language/message';
import type { en } from './failures.en.ts';

export const de: Translation<typeof en> = {
  notFoundTitle: 'Hier ist nichts verzeichnet.',
  notFoundNote: '{status}, Position unbekannt',
  notFoundText:
    'Unter dieser Adresse ist nichts. Vielleicht ist die Seite umgezogen, oder die Adresse enthält einen Tippfehler.',
  brokenLink: 'Dieser Link funktioniert nicht.',
  unreadable: 'Das ließ sich nicht lesen.',
  notInPlan: 'Das ist im Tarif nicht enthalten.',
  notOpen: 'Das ist für Sie nicht zugänglich.',
  notHere: 'Das geht hier nicht.',
  changedMeanwhile: 'Inzwischen hat sich etwas geändert.',
  noLongerHere: 'Das gibt es hier nicht mehr.',
  tooLarge: 'Das ist zu groß.',
  tooMany: 'Zu viele Anfragen auf einmal.',
  backSoon: 'Gleich wieder da.',
  ours: 'Bei uns ist etwas schiefgegangen.',
  didNotWork: 'Das hat nicht geklappt.',
  oursText:
    'Der Fehler wurde protokolliert, und nichts wurde halb gespeichert. Versuchen Sie es noch einmal; wenn es wieder passiert, nennen Sie uns die Nummer unten.',
  frontPage: 'Zur Startseite',
  yourWorkspaces: 'Ihre Workspaces',
  writeToUs: 'Schreiben Sie uns',
  toPlatform: 'Zu Archipelago',
  tryAgain: 'Noch einmal versuchen',
  request: 'Anfrage {id}',
};
