import { createTransport, type SendMailOptions, type Transporter } from 'nodemailer';
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

export interface MailOptions {
  unsubscribeUrl?: string | undefined;
  replyTo?: string | undefined;
  follows?: readonly string[] | undefined;
  /** Of a mail that many get: what the list is called, below the product's own host. */
  list?: string | undefined;
}

/**
 * Sends one message, to one person as a rule, from the one sender this deployment has. Resolves when the mail server has taken it;
 * throws otherwise, within about ten seconds, for the queue to try again. `messageId` stays the same over such attempts,
 * so that a mailbox that got it twice can tell.
 */
export async function sendMail(
  to: string | readonly string[],
  message: MailMessage,
  messageId: string,
  options: MailOptions = {},
): Promise<void> {
  transporter ??= createTransport({ url: environment().SMTP_URL, ...timeouts });
  await transporter.sendMail(compose([to].flat(), message, messageId, options));
  log.info('mail.sent', { messageId });
}

export interface MailPool {
  send(to: string, message: MailMessage, messageId: string, options?: MailOptions): Promise<void>;
  close(): void;
}

/**
 * For many mails in a row: connections that stay open. A message whose connection breaks is never sent again by itself,
 * because the server may have taken it; whoever keeps count decides.
 */
export function openMailPool(connections: number): MailPool {
  const pool = createTransport({
    url: environment().SMTP_URL,
    pool: true,
    maxConnections: connections,
    maxRequeues: 0,
    ...timeouts,
  });
  return {
    async send(to, message, messageId, options = {}) {
      await pool.sendMail(compose([to], message, messageId, options));
    },
    close: () => pool.close(),
  };
}

function compose(
  addresses: readonly string[],
  message: MailMessage,
  messageId: string,
  { unsubscribeUrl, replyTo, follows, list }: MailOptions,
): SendMailOptions {
  for (const address of addresses) refuseLineBreaks({ to: address, subject: message.subject });
  if (replyTo) refuseLineBreaks({ 'reply address': replyTo });
  const { MAIL_FROM, APP_URL } = environment();
  const host = new URL(APP_URL).hostname;
  const idOf = (name: string) => `<${name}@${host}>`;
  const last = follows?.at(-1);
  return {
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
      ...(list ? { 'List-Id': `<${list}.${host}>` } : {}),
    },
    disableFileAccess: true,
    disableUrlAccess: true,
  };
}

/** A line break in a header would start another one of the writer's choice. */
function refuseLineBreaks(headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) {
    if (/[\r\n\0]/.test(value)) throw new Error(`The mail's ${name} contains a line break; it was not sent.`);
  }
}
