import type { Translation } from '@archipelago/core/language/message';
import type { en } from './unsubscribe.en.ts';

export const de: Translation<typeof en> = {
  stoppedTitle: 'E-Mails abbestellt',
  stopTitle: 'Diese E-Mails abbestellen',
  stoppedHeading: 'Diese E-Mails sind abbestellt',
  stopHeading: 'Diese E-Mails abbestellen?',
  stoppedText: 'Sie erhalten von {workspace} keine E-Mails mehr zu: {what}. Sonst ändert sich nichts.',
  stopText: '{workspace} schickt Ihnen: {what}. Alles andere bleibt, wie es ist.',
  replies: 'Antworten auf Ihre Kommentare',
  approvals: 'Freigabe dessen, was Sie geschrieben haben',
  preferences: 'Benachrichtigungseinstellungen',
};
