import { withContactMessage } from '@archipelago/db/with-contact-message';
import { environment } from '../environment.ts';
import type { PreparedMail } from './send-queued-mail.ts';
import { contactMail } from './templates/contact.ts';

/** To whoever runs the platform; the message is not kept once it has gone. Null when it has gone before. */
export async function prepareContactMail(id: string): Promise<PreparedMail | null> {
  const written = await withContactMessage(id, (tx) => tx.contactMessage.findUnique({ where: { id } }));
  if (!written) return null;
  return {
    to: contactAddress(),
    replyTo: written.email,
    message: contactMail(written),
    messageId: `contact.${id}`,
    async sent() {
      await withContactMessage(id, (tx) => tx.contactMessage.deleteMany({ where: { id } }));
    },
  };
}

/** The sender's own mailbox, unless another was named. */
function contactAddress(): string {
  const { CONTACT_EMAIL, MAIL_FROM } = environment();
  return CONTACT_EMAIL ?? /<([^<>]+)>\s*$/.exec(MAIL_FROM)?.[1] ?? MAIL_FROM.trim();
}
