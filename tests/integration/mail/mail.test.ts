import { mkdtemp, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { type LocalMail, startMail } from '@archipelago/local-cloud/mail/start-mail';
import { createTransport } from 'nodemailer';
import { describe, expect, onTestFinished, test, vi } from 'vitest';

async function start(directory?: string): Promise<{ mail: LocalMail; dataDirectory: string }> {
  const dataDirectory = directory ?? (await mkdtemp(join(tmpdir(), 'local-mail-')));
  const mail = await startMail({ port: 0, dataDirectory });
  onTestFinished(async () => {
    await mail.stop();
    await rm(dataDirectory, { recursive: true, force: true });
  });
  return { mail, dataDirectory };
}

const message = {
  from: 'Archipelago <hello@archipelago.test>',
  to: 'Ada@Acme.test',
  subject: 'Your code: 424242 – gjør det nå',
  text: 'Enter 424242 or open http://acme.localhost:8888/invitation?token=123456789 now.',
  html: '<p>Enter <b>424242</b></p>',
};

describe('the mailbox', () => {
  test('takes a mail, with its codes and links ready to copy', async () => {
    const { mail } = await start();
    await createTransport(mail.smtpUrl).sendMail(message);
    expect(mail.messages('ADA@acme.test')).toEqual([
      expect.objectContaining({
        from: 'Archipelago <hello@archipelago.test>',
        to: ['ada@acme.test'],
        subject: message.subject,
        html: expect.stringContaining('<b>424242</b>'),
        codes: ['424242'],
        links: ['http://acme.localhost:8888/invitation?token=123456789'],
      }),
    ]);
    expect(mail.messages('grace@acme.test')).toEqual([]);
  });

  test('takes any user name and password', async () => {
    const { mail } = await start();
    const url = mail.smtpUrl.replace('smtp://', 'smtp://user:secret@');
    await expect(createTransport(url).sendMail(message)).resolves.toMatchObject({
      rejected: [],
    });
  });

  test('lists blind copies under their own address, newest first', async () => {
    const { mail } = await start();
    const transport = createTransport(mail.smtpUrl);
    await transport.sendMail(message);
    await transport.sendMail({ ...message, subject: 'Second', bcc: 'hidden@acme.test' });
    expect(mail.messages().map(({ subject }) => subject)).toEqual(['Second', message.subject]);
    expect(mail.messages('hidden@acme.test')).toHaveLength(1);
  });

  test('keeps what it accepted over a restart, until it is emptied', async () => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'local-mail-'));
    const first = await startMail({ port: 0, dataDirectory });
    await createTransport(first.smtpUrl).sendMail(message);
    await first.stop();
    const { mail } = await start(dataDirectory);
    expect(mail.messages()).toHaveLength(1);
    await mail.empty();
    expect(mail.messages()).toEqual([]);
  });

  test('listens on this machine only', async () => {
    const { mail } = await start();
    const outside = Object.values(networkInterfaces())
      .flat()
      .find((address) => address?.family === 'IPv4' && !address.internal);
    if (!outside) return;
    const refused = await new Promise((resolve) => {
      const socket = connect({ host: outside.address, port: Number(new URL(mail.smtpUrl).port) });
      socket.once('connect', () => resolve(socket.destroy() && false));
      socket.once('error', () => resolve(true));
    });
    expect(refused).toBe(true);
  });

  test('does not start in production', async () => {
    vi.stubEnv('CONTEXT', 'production');
    await expect(startMail({ port: 0, dataDirectory: tmpdir() })).rejects.toThrow(/did not start/);
    vi.unstubAllEnvs();
  });
});
