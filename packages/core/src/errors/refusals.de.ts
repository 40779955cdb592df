import type { Translation } from '../language/message.ts';
import type { en } from './refusals.en.ts';

export const de: Translation<typeof en> = {
  signInFirst: 'Dafür müssen Sie angemeldet sein. Melden Sie sich an und versuchen Sie es noch einmal.',
  notOpen: 'Das ist für Sie nicht zugänglich. Fragen Sie die Betreibenden dieser Website.',
  nothingHere: 'Hier ist nichts, oder es ist für Sie nicht zugänglich. Prüfen Sie die Adresse.',
  nothingAtAddress:
    'Unter dieser Adresse ist nichts. Vielleicht ist die Seite umgezogen, oder die Adresse enthält einen Tippfehler.',
  workspaceClosed: '{workspace} wurde von den Betreibenden geschlossen. Hier gibt es nichts mehr zu sehen.',
  changedMeanwhile:
    'Inzwischen hat sich etwas geändert, deshalb wurde nichts ausgeführt. Laden Sie die Seite neu und versuchen Sie es noch einmal.',
  notDone:
    'Das hat nicht geklappt; es wurde nichts ausgeführt. Prüfen Sie Ihre Eingaben und versuchen Sie es noch einmal.',
  failedHere:
    'Bei uns ist ein Fehler aufgetreten und wurde gemeldet. Versuchen Sie es noch einmal; wenn es wieder passiert, nennen Sie uns diese Nummer: {reference}.',
  databaseAway:
    'Unsere Datenbank ist gerade nicht erreichbar. Es wurde nichts geändert. Versuchen Sie es in ein paar Sekunden noch einmal.',
  tooOften: {
    one: 'Das war zu oft in kurzer Zeit. Versuchen Sie es in einer Sekunde noch einmal.',
    other: 'Das war zu oft in kurzer Zeit. Versuchen Sie es in {count} Sekunden noch einmal.',
  },
  takesNothingNew:
    '{workspace} nimmt zurzeit nichts Neues an, deshalb wurde nichts ausgeführt. Lesen können Sie weiterhin alles. Fragen Sie {workspace}, wann es weitergeht.',
  formTooOld:
    'Dieses Formular war zu lange offen, deshalb wurde nichts gesendet. Was Sie geschrieben haben, ist noch da: Senden Sie es noch einmal.',
  guestbookSignIn: 'Melden Sie sich an, um ins Gästebuch von {workspace} zu schreiben.',
  guestbookClosed: 'Das Gästebuch von {workspace} ist geschlossen. Was dort steht, bleibt lesbar.',
  guestbookName: 'Geben Sie Ihren Namen ein, wie er unter Ihrem Eintrag stehen soll.',
  commentUnknown: 'Diesen Kommentar gibt es nicht mehr. Laden Sie die Seite neu.',
  repliedToUnknown: 'Den Kommentar, auf den Sie antworten, gibt es nicht mehr. Laden Sie die Seite neu.',
  replyToReply: 'Auf eine Antwort kann man nicht antworten. Antworten Sie auf den Kommentar darüber.',
  replyToReplyField: 'Geben Sie den Kommentar an, auf den dieser antwortet.',
  ownComment: 'Das ist Ihr eigener Kommentar. Löschen Sie ihn, wenn er nicht bleiben soll.',
  editOver: {
    one: 'Ein Kommentar lässt sich {count} Minute lang ändern; dieser ist älter. Antworten Sie darauf, oder löschen Sie ihn.',
    other:
      'Ein Kommentar lässt sich {count} Minuten lang ändern; dieser ist älter. Antworten Sie darauf, oder löschen Sie ihn.',
  },
  commentsClosed: '{workspace} nimmt zurzeit keine Kommentare an. Was dort steht, bleibt lesbar.',
  postGone:
    'Der Beitrag ist nicht mehr auf der Website, deshalb wurde nichts gespeichert. Laden Sie die Seite neu.',
  postUnknown: '{workspace} hat unter dieser Adresse keinen Beitrag. Vielleicht wurde er entfernt.',
  joinFirst: 'Treten Sie zuerst {workspace} bei. Es kostet nichts und braucht nur einen Klick.',
  joinClosed: 'Zu {workspace} kommt man nur auf Einladung. Bitten Sie jemanden im Team darum.',
  joinByDomain:
    'Nur wer eine Adresse bei einer Domain von {workspace} hat, kann selbst beitreten. Melden Sie sich mit einer solchen Adresse an, oder bitten Sie jemanden im Team um eine Einladung.',
  noSeat:
    'Zurzeit sind alle Plätze von {workspace} belegt. Sagen Sie jemandem im Team Bescheid und versuchen Sie es noch einmal.',
  blockedFromJoining:
    'Das Team von {workspace} hat Sie gesperrt; Sie können nicht beitreten. Wenn Sie das für einen Irrtum halten, schreiben Sie ihm.',
  blockedHere:
    '{workspace} hat Sie gesperrt: Sie können lesen, was öffentlich ist, aber nicht mitmachen. Wenn das ein Irrtum ist, schreiben Sie den Verantwortlichen.',
  linkIncomplete: 'Dieser Link ist unvollständig. Öffnen Sie ihn noch einmal aus der E-Mail.',
  correctFields: {
    one: '{count} Feld muss korrigiert werden. Korrigieren Sie es und senden Sie es noch einmal.',
    other:
      '{count} Felder müssen korrigiert werden. Korrigieren Sie sie und senden Sie das Formular noch einmal.',
  },
  fillIn: 'Füllen Sie dieses Feld aus.',
  chooseOne: 'Wählen Sie eine der Möglichkeiten.',
  wrongForm: 'Das hat nicht die erwartete Form. Prüfen Sie es und versuchen Sie es noch einmal.',
  tooShort: 'Das ist zu kurz.',
  tooLong: 'Das ist zu lang.',
  incompleteEmail: 'Das ist keine vollständige E-Mail-Adresse. Sie sieht aus wie name@example.com.',
  atLeast: {
    one: 'Verwenden Sie mindestens {count} Zeichen.',
    other: 'Verwenden Sie mindestens {count} Zeichen.',
  },
  atMost: {
    one: 'Verwenden Sie höchstens {most} Zeichen; hier ist es {count}.',
    other: 'Verwenden Sie höchstens {most} Zeichen; hier sind es {count}.',
  },
  noInvisible: 'Entfernen Sie Zeilenumbrüche und unsichtbare Zeichen.',
  writeSomething: 'Schreiben Sie zuerst etwas.',
  commentTooLong:
    'Ein Kommentar hat höchstens {most} Zeichen; dieser hat {length} oder mehr. Kürzen Sie ihn.',
  entryTooLong: 'Ein Eintrag hat höchstens {most} Zeichen. Kürzen Sie ihn.',
  messageTooLong: 'Eine Nachricht hat höchstens {most} Zeichen. Kürzen Sie sie.',
  copyRunning: 'Eine Kopie Ihrer Daten wird schon erstellt. Sie finden sie unten, sobald sie fertig ist.',
  copiesEnough: {
    one: 'Sie können in 24 Stunden {count} Kopie anfordern. Laden Sie eine der Kopien unten herunter, oder versuchen Sie es morgen noch einmal.',
    other:
      'Sie können in 24 Stunden {count} Kopien anfordern. Laden Sie eine der Kopien unten herunter, oder versuchen Sie es morgen noch einmal.',
  },
  erasureText: 'Geben Sie es genau so ein, wie es dort steht: {text}',
  soleOwner:
    '{workspaces} gehört Ihnen allein. Übergeben Sie zuerst das Eigentum oder löschen Sie den Workspace, und kommen Sie dann wieder.',
  erasureUnknown:
    'Zu diesem Link gibt es keine offene Löschung. Öffnen Sie die neueste E-Mail dazu, oder warten Sie den Tag ab.',
  sentTooFast:
    'Das kam schneller, als jemand tippt, oder ein Programm hat das Formular ausgefüllt; deshalb wurde keine E-Mail gesendet. Prüfen Sie Ihre Adresse und wählen Sie noch einmal „Abonnieren“. Wenn das nicht hilft, schreiben Sie uns über die Seite „Kontakt“.',
  subscribeLinkOver:
    'Dieser Link gilt nicht mehr oder ist unvollständig. Abonnieren Sie {workspace} noch einmal, dann erhalten Sie einen neuen.',
};
