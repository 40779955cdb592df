import type { Translation } from '../language/message.ts';
import type { en } from './site-mails.en.ts';

export const de: Translation<typeof en> = {
  answerSubject: 'Re: {subject}',
  answerSignature: '{author}, {workspace}',
  answerAction: 'Noch einmal an {workspace} schreiben',
  answerNote: 'Sie hatten geschrieben: {text}',
  answerFooter:
    'Sie erhalten diese E-Mail, weil jemand mit dieser Adresse an {workspace} geschrieben hat. Antworten Sie einfach darauf, um das Gespräch fortzusetzen.',
  replySubject: 'Antwort auf Ihren Kommentar zu „{post}“ ({workspace})',
  replyHeading: 'Es gibt eine Antwort auf Ihren Kommentar zu „{post}“',
  entryReplySubject: 'Antwort auf Ihren Eintrag im Gästebuch von {workspace}',
  entryReplyHeading: 'Es gibt eine Antwort auf Ihren Eintrag im Gästebuch',
  replyText: 'Auf der Website von {workspace} hat jemand auf das geantwortet, was Sie geschrieben haben.',
  replyAction: 'Auf der Website lesen',
  replyNote: 'Um zu antworten, melden Sie sich dort so an wie beim Kommentieren.',
  replyFooter: 'Sie erhalten diese E-Mail, weil Sie über Antworten auf Ihre Kommentare informiert werden.',
  approvedSubject: 'Ihr Kommentar zu „{post}“ ist jetzt zu sehen ({workspace})',
  approvedHeading: 'Ihr Kommentar zu „{post}“ ist jetzt zu sehen',
  entryApprovedSubject: 'Ihr Eintrag im Gästebuch von {workspace} ist jetzt zu sehen',
  entryApprovedHeading: 'Ihr Eintrag im Gästebuch ist jetzt zu sehen',
  approvedText: '{workspace} hat ihn angesehen und freigegeben. Alle, die dort lesen dürfen, sehen ihn.',
  approvedNote: 'Alles, was Sie dort geschrieben haben, steht unter „Ihr Profil“.',
  approvedFooter: 'Sie erhalten diese E-Mail, weil Sie informiert werden, sobald Ihre Texte erscheinen.',
  invitedHeading: '{inviter} hat Sie zu {workspace} eingeladen',
  invitedHeadingBySomebody: 'Sie sind zu {workspace} eingeladen',
  wantsMember:
    '{inviter} möchte Sie bei {workspace} als Mitglied dabeihaben. Sie können Beiträge schreiben und sehen, wer sonst dabei ist.',
  wantsAdmin:
    '{inviter} möchte Sie bei {workspace} als Admin dabeihaben. Sie können Beiträge schreiben, Leute einladen und das Aussehen des Workspace ändern.',
  wantsRole: '{inviter} möchte Sie bei {workspace} mit der Rolle {role} dabeihaben.',
  wantsDescribedRole: '{inviter} möchte Sie bei {workspace} mit der Rolle {role} dabeihaben: {description}.',
  somebody: 'Jemand',
  acceptInvitation: 'Einladung annehmen',
  invitationNote:
    'Der Link gilt einmal, bis zum {day}, für diese E-Mail-Adresse. Wenn Ihnen {who} nichts sagt, ignorieren Sie diese Nachricht; es passiert nichts.',
  invitationFooter: 'Sie erhalten diese E-Mail, weil jemand Ihre Adresse in eine Einladung eingetragen hat.',
  confirmSubject: 'Bestätigen Sie, dass Sie den Newsletter von {workspace} möchten',
  confirmHeading: 'Möchten Sie den Newsletter von {workspace}?',
  confirmAsked:
    'Jemand, wahrscheinlich Sie, hat mit dieser Adresse um den Newsletter von {workspace} gebeten.',
  confirmInvited:
    '{workspace} möchte Ihnen den eigenen Newsletter schicken: was dort veröffentlicht wird, per E-Mail.',
  confirmText: 'Öffnen Sie den Link und wählen Sie „Abonnieren“. Bis dahin bekommen Sie nichts.',
  confirmAction: 'Newsletter ansehen',
  confirmNote: {
    one: 'Der Link gilt {count} Tag. Wenn Sie den Newsletter nicht möchten, ignorieren Sie diese Nachricht; es passiert nichts.',
    other:
      'Der Link gilt {count} Tage. Wenn Sie den Newsletter nicht möchten, ignorieren Sie diese Nachricht; es passiert nichts.',
  },
  confirmAskedFooter:
    'Sie erhalten diese E-Mail, weil Ihre Adresse auf der Website von {workspace} eingegeben wurde.',
  confirmInvitedFooter:
    'Sie erhalten diese E-Mail, weil {workspace} Ihre Adresse in eine Liste von Leuten eingetragen hat, die gefragt werden.',
  issueAction: 'Auf der Website lesen',
  issueNote:
    'Um {workspace} zu antworten, schreiben Sie über die Website: Antworten auf diese E-Mail werden nicht gelesen.',
  issueFooter: 'Sie erhalten diese E-Mail, weil Sie den Newsletter von {workspace} abonniert haben.',
  stopMails: 'E-Mails abbestellen',
  unsubscribe: 'Abbestellen',
};
