import { randomUUID } from 'node:crypto';
import PostalMime from 'postal-mime';

export interface MailMessage {
  id: string;
  /** Unix milliseconds at which it arrived. */
  receivedAt: number;
  /** As the sender's header shows it, e.g. `Archipelago <hello@archipelago.test>`. */
  from: string;
  /** The envelope's recipients, lower case; blind copies are among them. */
  to: string[];
  subject: string;
  text: string;
  /** Null when the message has no HTML part. */
  html: string | null;
  /** Lower-case name and value, in the order received. */
  headers: { name: string; value: string }[];
  attachments: { filename: string; mimeType: string; bytes: number }[];
  /** Codes of six to eight digits found in the subject or text, for a person to copy. */
  codes: string[];
  /** Web addresses found in the text, in order. */
  links: string[];
}

/** Parses a message as it came over SMTP. */
export async function readMessage(
  source: Uint8Array,
  envelope: { from: string | null; to: string[] },
  receivedAt: number,
): Promise<MailMessage> {
  const mail = await PostalMime.parse(source);
  const text = mail.text ?? textOf(mail.html ?? '');
  const subject = mail.subject ?? '';
  return {
    id: randomUUID(),
    receivedAt,
    from: sender(mail.from) ?? envelope.from ?? '',
    to: envelope.to,
    subject,
    text,
    html: mail.html ?? null,
    headers: mail.headers.map(({ key, value }) => ({ name: key, value })),
    attachments: mail.attachments.map(({ filename, mimeType, content }) => ({
      filename: filename ?? 'unnamed',
      mimeType,
      bytes: typeof content === 'string' ? content.length : content.byteLength,
    })),
    codes: [...new Set(`${subject}\n${withoutLinks(text)}`.match(/(?<![\w-])\d{6,8}(?![\w-])/g) ?? [])],
    links: [...new Set(text.match(/https?:\/\/[^\s<>"')\]]+/g) ?? [])],
  };
}

function sender(from: { name?: string; address?: string } | undefined): string | null {
  if (!from?.address) return null;
  return from.name ? `${from.name} <${from.address}>` : from.address;
}

function withoutLinks(text: string): string {
  return text.replace(/https?:\/\/\S+/g, '');
}

/** Enough to search in; not for reading. */
function textOf(html: string): string {
  return html
    .replace(/<(style|script)[\s\S]*?<\/\1>/gi, '')
    .replace(/<a\s[^>]*href="([^"]+)"[^>]*>/gi, '$1 ')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&amp;/g, '&')
    .replace(/\s+/g, ' ')
    .trim();
}
