import type { Translation } from '@archipelago/core/language/message';
import type { en } from './consent.en.ts';

export const de: Translation<typeof en> = {
  title: 'Dürfen wir Ihren Besuch zählen?',
  text: '{site} zählt Besuche mit einem Skript von {host}, das Cookies auf Ihrem Gerät ablegen kann. Es wird nur geladen, wenn Sie zustimmen. Unter „Cookie-Auswahl“ am Ende jeder Seite können Sie das jederzeit ändern.',
  refuse: 'Ablehnen',
  accept: 'Zustimmen',
  choices: 'Cookie-Auswahl',
};
