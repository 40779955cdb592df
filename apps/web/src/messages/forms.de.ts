import type { Translation } from '@archipelago/core/language/message';
import type { en } from './forms.en.ts';

export const de: Translation<typeof en> = {
  cancel: 'Abbrechen',
  close: 'Schließen',
  notSaved:
    'Das wurde nicht gespeichert. Korrigieren Sie, was unten markiert ist, und versuchen Sie es noch einmal.',
  tooLarge:
    'Was Sie gesendet haben, ist für dieses Formular zu groß. Es wurde nichts gespeichert. Ein Bild darf höchstens 2 MB haben.',
  leaveEmpty: 'Dieses Feld leer lassen',
  unreachable:
    'Das konnte nicht gespeichert werden. Prüfen Sie Ihre Verbindung und versuchen Sie es noch einmal.',
};
