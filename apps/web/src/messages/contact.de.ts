import type { Translation } from '@archipelago/core/language/message';
import type { en } from './contact.en.ts';

export const de: Translation<typeof en> = {
  title: 'Kontakt',
  description: 'Schreiben Sie an {workspace}.',
  heading: 'An {workspace} schreiben',
  sentTitle: 'Ihre Nachricht ist angekommen.',
  sentText: '{workspace} antwortet an die E-Mail-Adresse, die Sie angegeben haben.',
  back: 'Zurück zu {workspace}',
  closed: '{workspace} nimmt hier zurzeit keine Nachrichten an.',
  lead: 'Nur das Team von {workspace} liest Ihre Nachricht. Die Antwort kommt per E-Mail.',
  yourName: 'Ihr Name',
  yourEmail: 'Ihre E-Mail-Adresse',
  subject: 'Worum es geht',
  message: 'Ihre Nachricht',
  send: 'Nachricht senden',
};
