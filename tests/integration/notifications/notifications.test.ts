import { deliverEvent } from '@archipelago/core/events/deliver-event';
import { acceptInvitation } from '@archipelago/core/invitations/accept-invitation';
import { drain } from '@archipelago/core/jobs/drain';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { sendQueuedMail } from '@archipelago/core/mail/send-queued-mail';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { getNotificationPreferences } from '@archipelago/core/notifications/get-notification-preferences';
import { listNotifications } from '@archipelago/core/notifications/list-notifications';
import { markAllNotificationsRead } from '@archipelago/core/notifications/mark-all-notifications-read';
import { markNotificationRead } from '@archipelago/core/notifications/mark-notification-read';
import type { Channel, NotificationType } from '@archipelago/core/notifications/notification-types';
import { dayOfDigest, queueDigests } from '@archipelago/core/notifications/queue-digests';
import { saveNotificationPreferences } from '@archipelago/core/notifications/save-notification-preferences';
import { unsubscribe } from '@archipelago/core/notifications/unsubscribe';
import { createPost } from '@archipelago/core/posts/create-post';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makeNotification,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let mailbox: OwnMailbox;
let acme: MadeWorkspace;
let grace: MadeUser;
let alan: MadeUser;

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  product = await startOwnProduct({ environment: { SMTP_URL: mailbox.url } });
});
afterAll(async () => {
  await product.stop();
  await mailbox.stop();
});
beforeEach(async () => {
  await rows('delete from pgboss.job');
  await rows('delete from notification');
  mailbox.mails.length = 0;
  acme = await makeWorkspace({ plan: 'pro', name: 'Acme' });
  grace = await makeMember(acme, 'admin');
  alan = await makeMember(acme, 'member');
});

const rows = async (sql: string, values: unknown[] = []) =>
  (await product.database.observer.query(sql, values)).rows;
const run = (...queues: ('workspace-event' | 'mail')[]) =>
  drain(queues.length > 0 ? queues : ['workspace-event', 'mail'], new Date(Date.now() + 20_000));
const context = (user: MadeUser) => contextFor(user, acme);
const textsOf = async (user: MadeUser) =>
  (await listNotifications(await context(user), {})).items.map(({ text }) => text);
const acceptance = async () => {
  const person = await makeUser({ name: 'Emeka Obi' });
  const { token } = await makeInvitation(acme, { email: person.email });
  await acceptInvitation(await contextFor(person, acme), { token });
  return person;
};

async function choose(
  user: MadeUser,
  type: NotificationType,
  change: Partial<Record<Channel, boolean>>,
): Promise<void> {
  const ctx = await context(user);
  const preferences = await getNotificationPreferences(ctx, {});
  const ticked = preferences.flatMap((preference) =>
    Object.entries({ ...preference.channels, ...(preference.type === type ? change : {}) })
      .filter(([, on]) => on)
      .map(([channel]) => `${preference.type}:${channel}`),
  );
  await saveNotificationPreferences(ctx, { chosen: ticked.join(',') });
}

describe('who is told', () => {
  test('those who hold the permission, and not the one who did it', async () => {
    await acceptance();
    await run('workspace-event');
    const sentence = 'Emeka Obi accepted the invitation and joined the team';
    expect([await textsOf(acme.owner), await textsOf(grace), await textsOf(alan)]).toEqual([
      [sentence],
      [sentence],
      [],
    ]);
    const post = await createPost(await context(grace), { title: 'Hello', body: 'x', publish: true });
    expect(post.status).toBe('published');
    await run('workspace-event');
    expect(await textsOf(grace)).toEqual([sentence]);
    expect(await textsOf(alan)).toEqual([`${grace.name} published Hello`]);
  });

  test('a custom role counts by what it allows', async () => {
    await rows(
      `insert into custom_role (workspace_id, name, permissions) values ($1, 'Host', '{guests:manage}')`,
      [acme.id],
    );
    await rows(
      `update member set custom_role_id = (select id from custom_role where workspace_id = $1) where workspace_id = $1 and user_id = $2`,
      [acme.id, alan.userId],
    );
    await joinAsGuest(await contextFor(await makeUser({ name: 'Joan' }), acme), {});
    await run('workspace-event');
    expect(await textsOf(alan)).toEqual(['Joan joined as a guest']);
  });

  test('once, however often the event is told, and with one mail', async () => {
    await acceptance();
    const [job] = await rows(
      `select data->>'auditEventId' as id from pgboss.job where name = 'workspace-event'`,
    );
    await run();
    await deliverEvent(acme.id, job.id);
    await run();
    expect(await textsOf(grace)).toHaveLength(1);
    expect(mailbox.mails.map(({ to }) => to?.[0]?.address).sort()).toEqual(
      [acme.owner.email, grace.email].sort(),
    );
  });

  test('the person concerned, and nobody else', async () => {
    const [{ id }] = await rows('select id from member where workspace_id = $1 and user_id = $2', [
      acme.id,
      alan.userId,
    ]);
    await changeMemberRole(await context(grace), { memberId: id, role: 'admin' });
    await run();
    expect(await textsOf(alan)).toEqual([`${grace.name} changed your role`]);
    expect([await textsOf(acme.owner), await textsOf(grace)]).toEqual([[], []]);
    expect(mailbox.mails.map(({ to }) => to?.[0]?.address)).toEqual([alan.email]);
  });

  test('nobody is told what happens in another workspace', async () => {
    const globex = await makeWorkspace({ owner: grace });
    await createPost(await contextFor(grace, globex), { title: 'Elsewhere', body: 'x', publish: true });
    await run();
    expect(await textsOf(grace)).toEqual([]);
  });
});

describe('the centre', () => {
  test('marks one, and all, of the person’s own as read, and nobody else’s', async () => {
    const mine = await makeNotification(acme, grace);
    await makeNotification(acme, grace);
    const theirs = await makeNotification(acme, alan);
    const ctx = await context(grace);
    expect(ctx.unreadNotifications).toBe(2);
    expect(await markNotificationRead(ctx, { notificationId: theirs.id })).toEqual({ marked: 0 });
    expect(await markNotificationRead(ctx, { notificationId: mine.id })).toEqual({ marked: 1 });
    expect((await context(grace)).unreadNotifications).toBe(1);
    expect((await listNotifications(ctx, { show: 'unread' })).items).toHaveLength(1);
    expect(await markAllNotificationsRead(ctx, {})).toEqual({ marked: 1 });
    expect((await context(grace)).unreadNotifications).toBe(0);
    expect((await context(alan)).unreadNotifications).toBe(1);
  });

  test('is read page by page, each once', async () => {
    for (let n = 0; n < 60; n += 1) await makeNotification(acme, grace, { targetName: `Post ${n}` });
    const ctx = await context(grace);
    const first = await listNotifications(ctx, {});
    const second = await listNotifications(ctx, { cursor: first.nextCursor ?? undefined });
    const ids = [...first.items, ...second.items].map(({ id }) => id);
    expect([ids.length, new Set(ids).size, second.nextCursor]).toEqual([60, 60, null]);
  });

  test('is the team’s: a guest has none', async () => {
    const guest = await makeMember(acme, 'guest');
    expect(await outcomeOf(listNotifications(await context(guest), {}))).toBe('NOT_FOUND');
  });
});

describe('preferences', () => {
  test('list what can reach the person', async () => {
    const types = async (user: MadeUser) =>
      (await getNotificationPreferences(await context(user), {})).map(({ type }) => type);
    expect(await types(alan)).toEqual([
      'second-step-required',
      'role-changed',
      'ownership-offered',
      'ownership-answered',
      'post-published',
      'inquiry-received',
      'inquiry-assigned',
      'comment-reply',
      'comment-approved',
    ]);
    expect(await types(grace)).toContain('webhook-disabled');
  });

  test.each([
    ['not in the dashboard', { inApp: false }, 0, 1],
    ['not by mail', { mail: false }, 1, 0],
    ['nowhere', { inApp: false, mail: false }, 0, 0],
  ])('are honoured: %s', async (_, change, shown, mailed) => {
    await choose(grace, 'invitation-accepted', change);
    await acceptance();
    await run();
    expect(await textsOf(grace)).toHaveLength(shown);
    expect((await context(grace)).unreadNotifications).toBe(shown);
    expect(mailbox.mails.filter(({ to }) => to?.[0]?.address === grace.email)).toHaveLength(mailed);
  });

  test('are one person’s and one workspace’s, recorded once, and saving them again records nothing', async () => {
    await choose(grace, 'invitation-accepted', { mail: false });
    await choose(grace, 'invitation-accepted', { mail: false });
    const audited = await rows(
      `select 1 from audit_event where workspace_id = $1 and action = 'notification.preferences_changed'`,
      [acme.id],
    );
    expect(audited).toHaveLength(1);
    const preferences = await getNotificationPreferences(await context(acme.owner), {});
    expect(preferences.find(({ type }) => type === 'invitation-accepted')?.channels.mail).toBe(true);
  });

  test('a choice that does not exist is refused', async () => {
    const ctx = await context(grace);
    expect(await outcomeOf(saveNotificationPreferences(ctx, { chosen: 'everything:smoke' }))).toBe(
      'BAD_REQUEST',
    );
  });

  test('a type that does not reach the person cannot be chosen', async () => {
    await saveNotificationPreferences(await context(alan), { chosen: 'payment-failed:mail' });
    expect(
      await rows(
        `select 1 from notification_preference where workspace_id = $1 and user_id = $2 and type = 'payment-failed'`,
        [acme.id, alan.userId],
      ),
    ).toEqual([]);
  });
});

describe('a mail', () => {
  const mailTo = (user: MadeUser) => mailbox.mails.find(({ to }) => to?.[0]?.address === user.email);

  test('says what happened, in the workspace’s name, with a way out of one click', async () => {
    await acceptance();
    await run();
    const mail = mailTo(grace);
    expect(mail?.subject).toBe('Emeka Obi accepted the invitation and joined the team (Acme)');
    expect(mail?.text).toContain(`/dashboard/members`);
    const headers = Object.fromEntries((mail?.headers ?? []).map(({ key, value }) => [key, value]));
    expect(headers['list-unsubscribe-post']).toBe('List-Unsubscribe=One-Click');
    const url = new URL(String(headers['list-unsubscribe']).slice(1, -1));
    expect(url.pathname).toBe('/unsubscribe');
    const nobody = await contextFor(null, acme);
    const request = Object.fromEntries(url.searchParams) as { person: string; type: string; key: string };
    await unsubscribe(nobody, request);
    await unsubscribe(nobody, request);
    mailbox.mails.length = 0;
    await acceptance();
    await run();
    expect([mailTo(grace), mailTo(acme.owner)]).toEqual([undefined, expect.anything()]);
    expect(await textsOf(grace)).toHaveLength(2);
  });

  test('is not unsubscribed by a link we did not make, nor by one of another person, type or workspace', async () => {
    await acceptance();
    await run();
    const headers = Object.fromEntries((mailTo(grace)?.headers ?? []).map(({ key, value }) => [key, value]));
    const url = new URL(String(headers['list-unsubscribe']).slice(1, -1));
    const good = Object.fromEntries(url.searchParams) as { person: string; type: string; key: string };
    const nobody = await contextFor(null, acme);
    const globex = await makeWorkspace();
    const attempts: [typeof nobody, typeof good][] = [
      [nobody, { ...good, key: '' }],
      [nobody, { ...good, person: alan.userId }],
      [nobody, { ...good, person: 'x' }],
      [nobody, { ...good, type: 'payment-failed' }],
      [nobody, { ...good, type: 'digest' }],
      [await contextFor(null, globex), good],
    ];
    for (const [where, request] of attempts) {
      expect(await outcomeOf(unsubscribe(where, request))).toBe('NOT_FOUND broken-link');
    }
    expect(await rows('select 1 from notification_preference where workspace_id = $1', [acme.id])).toEqual(
      [],
    );
  });

  test('is sent once; one whose sending was not written down is sent again under the same id', async () => {
    await acceptance();
    await run();
    const [row] = await rows(
      'select id from notification where workspace_id = $1 and user_id = $2 and mailed_at is not null',
      [acme.id, grace.userId],
    );
    const payload = { message: 'notification' as const, workspaceId: acme.id, notificationId: row.id };
    await sendQueuedMail(payload);
    expect(mailbox.mails.filter(({ to }) => to?.[0]?.address === grace.email)).toHaveLength(1);
    await rows('update notification set mailed_at = null where id = $1', [row.id]);
    await sendQueuedMail(payload);
    const ids = mailbox.mails
      .filter(({ to }) => to?.[0]?.address === grace.email)
      .map(({ messageId }) => messageId);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  test('is not sent to somebody who has left meanwhile', async () => {
    await acceptance();
    await run('workspace-event');
    await rows('delete from member where workspace_id = $1 and user_id = $2', [acme.id, grace.userId]);
    await run('mail');
    expect(mailTo(grace)).toBeUndefined();
  });

  test('a name with line breaks cannot add a header', async () => {
    await rows(`update "user" set name = $1 where id = $2`, ['Eve\r\nBcc: all@example.test', alan.userId]);
    await rows(`update notification_preference set mail = true where workspace_id = $1`, [acme.id]);
    await choose(grace, 'post-published', { mail: true });
    await createPost(await context(alan), { title: 'Hello', body: 'x', publish: true });
    await run();
    expect(mailTo(grace)?.subject).not.toContain('\n');
    expect(mailTo(grace)?.bcc).toBeUndefined();
  });
});

describe('the digest', () => {
  test.each([
    ['2026-11-21T08:00:00Z', 'UTC', '2026-11-21'],
    ['2026-11-21T08:14:59Z', 'UTC', '2026-11-21'],
    ['2026-11-21T08:15:00Z', 'UTC', null],
    ['2026-11-21T07:59:59Z', 'UTC', null],
    ['2026-11-21T02:10:00Z', 'Asia/Kathmandu', null],
    ['2026-11-21T02:15:00Z', 'Asia/Kathmandu', '2026-11-21'],
    ['2026-11-20T19:00:00Z', 'Pacific/Auckland', '2026-11-21'],
  ])('is due at eight there: %s in %s', (now, timeZone, day) => {
    expect(dayOfDigest(new Date(now), timeZone)).toBe(day);
  });

  test('tells each person once what they have not read, and nobody who has', async () => {
    await makeNotification(acme, grace, { type: 'guest-joined', actorName: 'Joan', digest: true });
    const read = await makeNotification(acme, alan, { digest: true });
    await markNotificationRead(await context(alan), { notificationId: read.id });
    await rows(`update workspace set time_zone = 'Asia/Tokyo' where id = $1`, [acme.id]);
    await queueDigests(new Date('2026-11-21T08:05:00Z'));
    await run('mail');
    expect(mailbox.mails).toEqual([]);
    const morning = new Date('2026-11-20T23:05:00Z');
    await queueDigests(morning);
    await queueDigests(morning);
    await run('mail');
    expect(mailbox.mails.map(({ subject, to }) => [subject, to?.[0]?.address])).toEqual([
      ['One thing you have not read in Acme', grace.email],
    ]);
    expect(mailbox.mails[0]?.text).toContain('Joan joined as a guest.');
    await queueDigests(new Date('2026-11-21T23:05:00Z'));
    await run('mail');
    expect(mailbox.mails).toHaveLength(1);
  });

  test('ends with one click, for every type', async () => {
    await makeNotification(acme, grace, { type: 'guest-joined', digest: true });
    const morning = new Date('2026-11-21T08:05:00Z');
    await queueDigests(morning);
    await run('mail');
    const link = mailbox.mails[0]?.text?.match(/http\S+unsubscribe\S+/)?.[0] ?? '';
    const request = Object.fromEntries(new URL(link).searchParams) as {
      person: string;
      type: string;
      key: string;
    };
    await unsubscribe(await contextFor(null, acme), request);
    const preferences = await getNotificationPreferences(await context(grace), {});
    expect(preferences.every(({ channels }) => !channels.digest)).toBe(true);
    await makeNotification(acme, grace, { type: 'guest-joined', digest: true });
    await queueDigests(new Date('2026-11-22T08:05:00Z'));
    await run('mail');
    expect(mailbox.mails).toHaveLength(1);
  });
});

test('a row of one person is not shown to another, nor in another workspace', async () => {
  const globex = await makeWorkspace({ owner: grace });
  await makeNotification(acme, grace, { targetName: 'Only at Acme' });
  expect((await listNotifications(await contextFor(grace, globex), {})).items).toEqual([]);
  expect(await withWorkspace(globex.id, (tx) => tx.notification.count())).toBe(0);
});
