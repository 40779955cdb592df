import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

export interface OwnMailbox {
  url: string;
  /** As received, oldest first. */
  mails: Email[];
  /** What the server says to the next attempts instead of taking them. */
  refusals: string[];
  /** What it says to a recipient, by address, for as long as it stands here: a code and a text. */
  rejected: Map<string, string>;
  stop(): Promise<void>;
}

/** A real SMTP server that keeps what it is sent. */
export async function startOwnMailbox(): Promise<OwnMailbox> {
  const mails: Email[] = [];
  const refusals: string[] = [];
  const rejected = new Map<string, string>();
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS', 'AUTH'],
    onRcptTo({ address }, _session, done) {
      const [, code, text] = /^(\d{3}) (.*)$/.exec(rejected.get(address) ?? '') ?? [];
      done(code ? Object.assign(new Error(text), { responseCode: Number(code) }) : undefined);
    },
    async onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      try {
        for await (const chunk of stream) chunks.push(chunk);
      } catch (error) {
        // Whoever was sending was killed in the middle: nothing was taken.
        return done(error as Error);
      }
      const refusal = refusals.shift();
      if (refusal) return done(new Error(refusal));
      mails.push(await PostalMime.parse(Buffer.concat(chunks)));
      done();
    },
  });
  server.on('error', (error: NodeJS.ErrnoException) => {
    // Whoever was sending was killed: the connection is gone, and nothing else is wrong.
    if (error.code !== 'ECONNRESET' && error.code !== 'EPIPE') throw error;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `smtp://127.0.0.1:${(server.server.address() as AddressInfo).port}`,
    mails,
    refusals,
    rejected,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
