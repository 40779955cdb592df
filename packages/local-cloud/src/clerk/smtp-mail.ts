import { createTransport } from 'nodemailer';
import type { ClerkMail } from './verification-mail.ts';

/** Sends through the local mailbox. A mail that cannot be sent fails the call, as the person waits for it. */
export function smtpMail(port: number): (mail: ClerkMail) => Promise<void> {
  const transport = createTransport({ host: '127.0.0.1', port, secure: false, ignoreTLS: true });
  return async (mail) => {
    await transport.sendMail({ from: 'Archipelago <no-reply@clerk.localhost>', ...mail });
  };
}
