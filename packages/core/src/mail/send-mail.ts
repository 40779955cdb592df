import { createTransport, type Transporter } from 'nodemailer';
import { environment } from '../environment.ts';
import { log } from '../log/log.ts';

/** What a template makes: the same message as text and as HTML. */
export interface MailMessage {
  subject: string;
  text: string;
  html: string;
}

const timeouts = { connectionTimeout: 5_000, greetingTimeout: 5_000, socketTimeout: 10_000 };

let transporter: Transporter | undefined;

/**
 * Sends one message, to one person as a rule, from the one sender this deployment has. Resolves when the mail server has taken it;
 * throws otherwise, within about ten seconds, for the queue to try again. `messageId` stays the same over such attempts,
 * so that a mailbox that got it twice can tell.
 */
export async function sendMail(
  to: string | readonly string[],
  message: MailMessage,
  messageId: string,
  {
    unsubscribeUrl,
    replyTo,
    follows,
  }: {
    unsubscribeUrl?: string | undefined;
    replyTo?: string | undefined;
    follows?: readonly string[] | undefined;
  } = {},
): Promise<void> {
  const addresses = [to].flat();
  for (const address of addresses) refuseLineBreaks({ to: address, subject: message.subject });
  if (replyTo) refuseLineBreaks({ 'reply address': replyTo });
  const { SMTP_URL, MAIL_FROM, APP_URL } = environment();
  const idOf = (name: string) => `<${name}@${new URL(APP_URL).hostname}>`;
  const last = follows?.at(-1);
  transporter ??= createTransport({ url: SMTP_URL, ...timeouts });
  await transporter.sendMail({
    from: MAIL_FROM,
    to: addresses.map((address) => ({ name: '', address })),
    ...(replyTo ? { replyTo: { name: '', address: replyTo } } : {}),
    subject: message.subject,
    text: message.text,
    html: message.html,
    messageId: idOf(messageId),
    ...(last ? { inReplyTo: idOf(last), references: follows?.map(idOf) } : {}),
    headers: {
      // What a person wrote is theirs to be answered.
      ...(follows ? {} : { 'Auto-Submitted': 'auto-generated', 'X-Auto-Response-Suppress': 'All' }),
      ...(unsubscribeUrl
        ? { 'List-Unsubscribe': `<${unsubscribeUrl}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' }
        : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  log.info('mail.sent', { messageId });
}

/** A line break in a header would start another one of the writer's choice. */
function refuseLineBreaks(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/[\r\n\0]/.test(value)) throw new Error(`The mail's ${name} contains a line break; it was not sent.`);
  }
}
