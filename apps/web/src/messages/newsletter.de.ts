import type { Translation } from '@archipelago/core/language/message';
import type { en } from './newsletter.en.ts';

export const de: Translation<typeof en> = {
  heading: 'Der Newsletter von {workspace}',
  description: 'Was {workspace} veröffentlicht, per E-Mail.',
  lead: 'Was {workspace} veröffentlicht, per E-Mail. Jede E-Mail enthält einen Link zum Abbestellen.',
  yourEmail: 'Ihre E-Mail-Adresse',
  emailHint: 'Nur für den Newsletter. Sie bestätigen sie per E-Mail.',
  subscribe: 'Abonnieren',
  askedTitle: 'Sehen Sie in Ihrem Postfach nach.',
  askedText:
    'Wenn Sie den Newsletter nicht schon erhalten, ist eine E-Mail unterwegs. Öffnen Sie ihren Link und wählen Sie „Abonnieren“: Bis dahin bekommen Sie nichts.',
  back: 'Zurück zu {workspace}',
  closed: '{workspace} nimmt zurzeit keine neuen Abonnements an.',
  confirmHeading: '{workspace} abonnieren?',
  confirmText: 'Sie erhalten per E-Mail, was {workspace} veröffentlicht, bis Sie es abbestellen.',
  otherAddress: 'Eine andere Adresse verwenden',
  overHeading: 'Dieser Link gilt nicht mehr',
  overText:
    'Er ist zu alt, oder Sie wurden inzwischen noch einmal gefragt. Abonnieren Sie noch einmal, dann erhalten Sie einen neuen.',
  subscribedTitle: 'Abonniert',
  subscribedHeading: 'Sie haben den Newsletter abonniert',
  subscribedText:
    'Der Newsletter von {workspace} kommt ab jetzt in Ihr Postfach. Jede E-Mail enthält einen Link zum Abbestellen.',
  leave: 'Abbestellen',
  leaveHeading: 'Newsletter abbestellen?',
  leaveText: '{workspace} schickt Ihnen dann keine Newsletter mehr.',
  toSite: 'Zu {workspace}',
  leftTitle: 'Abbestellt',
  leftHeading: 'Der Newsletter ist abbestellt',
  leftText:
    'Sie erhalten keine Newsletter von {workspace} mehr. Einer, der gerade unterwegs ist, kann noch ankommen.',
  again: 'Wieder abonnieren',
  cardHeading: 'Per E-Mail',
  cardText: 'Was {workspace} veröffentlicht, direkt in Ihr Postfach.',
};
