import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { SMTPServer } from 'smtp-server';
import { refuseProduction } from '../refuse-production.ts';
import { openJsonStore } from '../storage/open-json-store.ts';
import { type MailMessage, readMessage } from './read-message.ts';

export interface LocalMail {
  /** `SMTP_URL` */
  smtpUrl: string;
  /** Newest first; only those to an address, in any case of letters, when one is given. */
  messages(to?: string): MailMessage[];
  find(id: string): MailMessage | undefined;
  /** Forgets every message. */
  empty(): Promise<void>;
  stop(): Promise<void>;
}

const mostBytes = 25 * 1024 * 1024;
const kept = 500;

/** What the local mailbox leaves out; the console shows it. */
export const mailLimits = [
  'Delivery: no message ever leaves this machine.',
  'Bounces, complaints, spam filters, sender policies and the unsubscribe handling of mailbox providers.',
  `Only the last ${kept} messages are kept.`,
];

/**
 * Starts an SMTP server that takes every message and sends none. Any user name and password will do; no encryption.
 * A message is answered with 250 only after it is on disk.
 */
export async function startMail(options: { port: number; dataDirectory: string }): Promise<LocalMail> {
  refuseProduction('The local mail server', process.env);
  const store = openJsonStore<{ messages: MailMessage[] }>(join(options.dataDirectory, 'messages.json'), {
    messages: [],
  });
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    disableReverseLookup: true,
    size: mostBytes,
    banner: 'Archipelago local mailbox',
    onAuth: (_auth, _session, done) => done(null, { user: 'local' }),
    onData(stream, session, done) {
      const to = session.envelope.rcptTo.map((recipient) => recipient.address.toLowerCase());
      const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : null;
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        if (stream.sizeExceeded) {
          done(Object.assign(new Error('The message is larger than 25 MB.'), { responseCode: 552 }));
          return;
        }
        keep(Buffer.concat(chunks), { from, to }).then(() => done(), done);
      });
    },
  });
  server.on('error', (error) => console.error('The local mail server failed:', error.message));

  async function keep(source: Buffer, envelope: { from: string | null; to: string[] }): Promise<void> {
    store.state.messages.push(await readMessage(source, envelope, Date.now()));
    store.state.messages.splice(0, Math.max(0, store.state.messages.length - kept));
    await store.save();
  }

  await new Promise<void>((resolve, reject) => {
    server.server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  const { port } = server.server.address() as AddressInfo;
  return {
    smtpUrl: `smtp://127.0.0.1:${port}`,
    messages(to) {
      const newestFirst = [...store.state.messages].reverse();
      return to === undefined
        ? newestFirst
        : newestFirst.filter((message) => message.to.includes(to.toLowerCase()));
    },
    find: (id) => store.state.messages.find((message) => message.id === id),
    async empty() {
      store.state.messages.length = 0;
      await store.save();
    },
    async stop() {
      await new Promise<void>((resolve) => server.close(() => resolve()));
      await store.save();
    },
  };
}
