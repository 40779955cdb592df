import { uploadImage } from '@archipelago/core/branding/upload-image';
import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { revokeInvitation } from '@archipelago/core/invitations/revoke-invitation';
import { drain } from '@archipelago/core/jobs/drain';
import { sendMail } from '@archipelago/core/mail/send-mail';
import { sendQueuedMail } from '@archipelago/core/mail/send-queued-mail';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, makeUser, makeWorkspace, personContextFor } from '../../support/factories.ts';
import { pngOf } from '../../support/make-image.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let mailbox: OwnMailbox;

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  product = await startOwnProduct({
    environment: { SMTP_URL: mailbox.url, MAIL_FROM: 'Archipelago <hello@archipelago.test>' },
  });
});
afterAll(async () => {
  await product.stop();
  await mailbox.stop();
});
beforeEach(() => {
  mailbox.mails.length = 0;
});

const drainMail = () => drain(['mail'], new Date(Date.now() + 10_000));

test('the link in an invitation’s mail is the one that works, and exists nowhere else', async () => {
  const acme = await makeWorkspace({ name: 'Acme' });
  const alan = await makeUser();
  await inviteMember(await contextFor(acme.owner, acme), { email: alan.email, role: 'admin' });
  await drainMail();
  expect(mailbox.mails).toHaveLength(1);
  const [mail] = mailbox.mails;
  expect(mail).toMatchObject({
    from: { address: 'hello@archipelago.test', name: 'Archipelago' },
    to: [{ address: alan.email }],
    subject: `${acme.owner.name} invited you to Acme`,
  });
  const link = mail?.text?.match(/http\S+/)?.[0] ?? '';
  expect(link).toMatch(new RegExp(`^http://${acme.slug}\\.localhost:\\d+/invitation\\?token=[\\w-]{43}$`));
  expect(mail?.html).toContain(link);
  const token = new URL(link).searchParams.get('token') ?? '';
  const { rows } = await product.database.observer.query(
    `select (select string_agg(i::text, '') from invitation i) || (select string_agg(j::text, '') from pgboss.job j)
       || (select string_agg(a::text, '') from audit_event a) as everything`,
  );
  expect(rows[0].everything).not.toContain(token);
  expect(await acceptInvitation(await contextFor(alan, acme), { token })).toEqual({
    slug: acme.slug,
    role: 'admin',
  });
});

test('a mail that failed is sent again with the same link and the same id', async () => {
  const acme = await makeWorkspace();
  const { invitationId } = await inviteMember(await contextFor(acme.owner, acme), {
    email: 'alan@example.test',
    role: 'member',
  });
  const payload = { message: 'invitation', workspaceId: acme.id, invitationId } as const;
  mailbox.refusals.push('451 try later');
  await expect(sendQueuedMail(payload)).rejects.toThrow('451');
  expect(mailbox.mails).toHaveLength(0);
  await sendQueuedMail(payload);
  await sendQueuedMail(payload);
  const [first, second] = mailbox.mails;
  expect(first?.messageId).toBe(second?.messageId);
  expect(first?.text).toBe(second?.text);
  await drainMail();
});

test('a mail shows the workspace’s logo and nothing else from anywhere, and its initial without one', async () => {
  const acme = await makeWorkspace({ name: 'Acme' });
  const invite = async () => {
    const email = `${unique('invited-')}@example.test`;
    await inviteMember(await contextFor(acme.owner, acme), { email, role: 'member' });
    await drainMail();
    const mail = mailbox.mails.find(({ to }) => JSON.stringify(to).includes(email));
    return [...(mail?.html || '').matchAll(/(?:src=|url\()["']?([^"' )>]+)/g)].map(([, address]) => address);
  };
  expect(await invite()).toEqual([]);
  const image = new File([pngOf(64, 64)], 'logo.png');
  const { path } = await uploadImage(await contextFor(acme.owner, acme), { kind: 'logo', image });
  expect(await invite()).toEqual([
    expect.stringMatching(new RegExp(`^http://${acme.slug}\\.localhost:\\d+/files/${path}$`)),
  ]);
});

test('an invitation revoked before its mail went is not sent', async () => {
  const acme = await makeWorkspace();
  const ctx = await contextFor(acme.owner, acme);
  const { invitationId } = await inviteMember(ctx, { email: 'alan@example.test', role: 'member' });
  await revokeInvitation(ctx, { invitationId });
  expect(await drainMail()).toMatchObject({ completed: 1, failed: 0 });
  expect(mailbox.mails).toEqual([]);
});

test('whoever creates a workspace gets its two addresses', async () => {
  const ada = await makeUser({ name: 'Ada' });
  const slug = unique('mail-');
  await createWorkspace(await personContextFor(ada), { name: 'Tide', slug });
  await drainMail();
  expect(mailbox.mails).toMatchObject([{ to: [{ address: ada.email }], subject: 'Tide is open' }]);
  expect(mailbox.mails[0]?.text).toContain(`http://${slug}.localhost`);
  expect(mailbox.mails[0]?.text).toContain('/dashboard');
});

test.each([
  ['recipient', 'ada@acme.test\r\nBcc: eve@evil.test', 'Hello'],
  ['recipient', 'ada@acme.test\nBcc: eve@evil.test', 'Hello'],
  ['subject', 'ada@acme.test', 'Hello\r\nBcc: eve@evil.test'],
])('a line break in the %s stops the mail', async (_, to, subject) => {
  await expect(sendMail(to, { subject, text: 'x', html: 'x' }, 'test')).rejects.toThrow('line break');
  expect(mailbox.mails).toEqual([]);
});

test('a comma in an address reaches one mailbox at most', async () => {
  await sendMail('ada@acme.test, eve@evil.test', { subject: 'x', text: 'x', html: 'x' }, 'test').catch(
    () => {},
  );
  expect(mailbox.mails.flatMap((mail) => mail.to ?? []).length).toBeLessThanOrEqual(1);
});
