import { environment } from '../../environment.ts';
import type { MailMessage } from '../send-mail.ts';
import { layOutMail } from './layout.ts';
import { platformSender } from './platform-sender.ts';

/** The last mail to a person: sent while their address is still known. */
export function personErasedMail(): MailMessage {
  return layOutMail({
    workspace: platformSender,
    subject: 'You have been erased',
    heading: 'You have been erased',
    paragraphs: [
      'Your sign-in, your memberships and everything that named you are gone, in every workspace. This address is forgotten after this mail.',
      'Invoices that were sent to you stay with the payment provider for as long as the law asks. Exports of a whole workspace that its owners made before may still have your name; they end within seven days.',
    ],
    action: { label: 'Archipelago', url: environment().APP_URL },
    note: 'You are welcome back at any time, as somebody new.',
    footer: 'You get this once, because you asked to be erased.',
  });
}
