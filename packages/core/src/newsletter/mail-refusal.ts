export interface MailRefusal {
  /**
   * - `gone`: there is no such mailbox, and there will be none
   * - `refused`: this mail is not taken
   * - `later`: its mail server asks to wait
   * - `ours`: nothing to do with the address; nothing more is to be sent now
   */
  kind: 'gone' | 'refused' | 'later' | 'ours';
  /** As the server said it. */
  reason: string;
}

interface SmtpError {
  code?: string;
  command?: string;
  response?: string;
  responseCode?: number;
  message?: string;
}

/** About the address: what a server says to the recipient or to the message itself. */
const commandsAboutMail = ['RCPT TO', 'DATA', 'BDAT'];

/** What the failure of one mail says about its address. */
export function mailRefusal(error: unknown): MailRefusal {
  const { code, command = '', response, responseCode = 0, message } = (error ?? {}) as SmtpError;
  const reason = String(response ?? message ?? error)
    .replace(/\s+/g, ' ')
    .slice(0, 300);
  const isAboutMail =
    (code === 'EENVELOPE' || code === 'EMESSAGE') && commandsAboutMail.some((one) => command.startsWith(one));
  // An address that the server's own grammar has no room for is never asked for.
  if (code === 'EENVELOPE' && responseCode === 0) return { kind: 'refused', reason };
  if (!isAboutMail || responseCode === 421) return { kind: 'ours', reason };
  if (responseCode >= 400 && responseCode < 500) return { kind: 'later', reason };
  if (responseCode < 500) return { kind: 'ours', reason };
  return { kind: isNoMailbox(command, responseCode, reason) ? 'gone' : 'refused', reason };
}

/** By the enhanced code (RFC 3463) where there is one: addresses are 5.1, and 5.2.1 is a mailbox that was closed. */
function isNoMailbox(command: string, responseCode: number, reason: string): boolean {
  const [, enhanced] = /\b(5\.\d{1,3}\.\d{1,3})\b/.exec(reason) ?? [];
  if (enhanced) return /^5\.1\.(1|2|3|6|10)$/.test(enhanced) || enhanced === '5.2.1';
  return command.startsWith('RCPT TO') && (responseCode === 550 || responseCode === 553);
}
