import type { Translation } from '@archipelago/core/language/message';
import type { en } from './signing-in.en.ts';

export const de: Translation<typeof en> = {
  needsJavaScript:
    'Hierfür wird JavaScript benötigt. Schalten Sie es für diese Website ein und laden Sie die Seite neu.',
  signInTo: 'Bei {name} anmelden',
  signUpAt: 'Bei {name} registrieren',
  signUp: 'Registrieren',
  signIn: 'Anmelden',
  signOut: 'Abmelden',
  newHere: 'Neu hier?',
  haveSignIn: 'Schon registriert?',
  enterPassword: 'Geben Sie Ihr Passwort ein',
  toSignIn: 'Um sich bei {name} anzumelden',
  checkEmail: 'Prüfen Sie Ihr Postfach',
  codeHint: 'Geben Sie den Code aus unserer E-Mail ein, um zu {name} zu gelangen',
  codeForPassword: 'Geben Sie den Code aus unserer E-Mail ein, um ein neues Passwort zu wählen',
  forgotPassword: 'Passwort vergessen?',
  anotherWay: 'Andere Anmeldemöglichkeit',
  anotherWayText: 'Wählen Sie, wie Sie Ihre Identität bestätigen',
  emailAddress: 'E-Mail-Adresse',
  firstName: 'Vorname',
  lastName: 'Nachname',
  newPassword: 'Passwort wählen',
  ownPassword: 'Ihr Passwort',
  backupCode: 'Einen Ersatzcode eingeben',
  unknownAddress: 'Mit dieser Adresse ist niemand registriert. Prüfen Sie sie, oder registrieren Sie sich.',
  wrongPassword:
    'Das ist nicht das richtige Passwort. Versuchen Sie es noch einmal, oder setzen Sie es zurück.',
  wrongCode: 'Das ist nicht der richtige Code. Prüfen Sie die Ziffern, oder verwenden Sie einen neueren.',
  you: 'Sie',
  inEveryWorkspace: 'In jedem Workspace.',
};
