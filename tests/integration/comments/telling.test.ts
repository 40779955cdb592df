import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { reportComment } from '@archipelago/core/comments/report-comment';
import { drain } from '@archipelago/core/jobs/drain';
import { prepareNotificationMail } from '@archipelago/core/mail/prepare-notification-mail';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { makeWebhook } from '../../support/connection-factories.ts';
import { type MadeWorkspace, makeMember, makePost, makeWorkspace } from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { commentsWorld } from './comments-world.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string; title: string };
let world: ReturnType<typeof commentsWorld>;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'business' });
  post = await makePost(acme, { status: 'published' });
  world = commentsWorld(product, acme, post);
});

const drainEvents = () => drain(['workspace-event'], new Date(Date.now() + 10_000));
const told = async () =>
  (
    await world.query<{ told: string }>(
      `select user_id || ' ' || type as told from notification where workspace_id = $1 order by created_at`,
    )
  ).map((row) => row.told);

test('who moderates is told of a comment that waits, and nobody else', async () => {
  const admin = await makeMember(acme, 'admin');
  await makeMember(acme, 'member');
  await world.write(await world.guest());
  await drainEvents();
  expect((await told()).sort()).toEqual(
    [`${acme.owner.userId} comment-held`, `${admin.userId} comment-held`].sort(),
  );
});

test('whoever is replied to is told once, when the reply is to be seen, with the way to it', async () => {
  const [joan, meera] = [await world.guest(), await world.guest()];
  const top = await makeComment(acme, { postId: post.id, author: joan });
  const { id } = await world.write(meera, 'A reply.', top.id);
  await drainEvents();
  const toJoan = `${joan.userId} comment-reply`;
  expect(await told()).not.toContain(toJoan);
  const owner = await world.as(acme.owner);
  for (const state of ['visible', 'held', 'visible'] as const) {
    await moderateComments(owner, { commentIds: [id], state });
    await drainEvents();
  }
  expect((await told()).filter((one) => one === toJoan)).toEqual([toJoan]);
  const [{ id: notificationId, path } = { id: '', path: '' }] = await world.query<{
    id: string;
    path: string;
  }>(`select id, path from notification where workspace_id = $1 and type = 'comment-reply'`);
  expect(path).toBe(`/posts/${post.slug}#comment-${id}`);
  const mail = await prepareNotificationMail(acme.id, notificationId);
  expect(mail?.to).toBe(joan.email);
  expect(mail?.message.text).toContain(path);
  expect(mail?.message.text).not.toContain('/dashboard');
});

test('a guest is told once, in the language of the workspace, that what waited was approved', async () => {
  const joan = await world.guest();
  await world.query(`update workspace set language = 'de' where id = $1`);
  const { id } = await world.write(joan);
  const owner = await world.as(acme.owner);
  for (const state of ['visible', 'held', 'visible'] as const) {
    await moderateComments(owner, { commentIds: [id], state });
    await drainEvents();
  }
  const toJoan = `${joan.userId} comment-approved`;
  expect((await told()).filter((one) => one.startsWith(joan.userId))).toEqual([toJoan]);
  const [{ id: notificationId } = { id: '' }] = await world.query<{ id: string }>(
    `select id from notification where workspace_id = $1 and type = 'comment-approved'`,
  );
  const mail = await prepareNotificationMail(acme.id, notificationId);
  expect(mail?.to).toBe(joan.email);
  expect(mail?.message.subject).toBe(`Ihr Kommentar zu „${post.title}“ ist jetzt zu sehen (${acme.name})`);
  expect(mail?.message.text).toContain(`/posts/${post.slug}#comment-${id}`);
  expect(mail?.unsubscribeUrl).toContain('type=comment-approved');
});

test('one approval tells its author and whom it replies to, each of their own', async () => {
  const [joan, meera] = [await world.guest(), await world.guest()];
  const top = await makeComment(acme, { postId: post.id, author: joan });
  const { id } = await world.write(meera, 'A reply.', top.id);
  await moderateComments(await world.as(acme.owner), { commentIds: [id], state: 'visible' });
  await drainEvents();
  const guests = (await told()).filter((one) => !one.endsWith('comment-held')).sort();
  expect(guests).toEqual([`${joan.userId} comment-reply`, `${meera.userId} comment-approved`].sort());
});

test('a reply to oneself tells nobody', async () => {
  const { id } = await world.write(acme.owner, 'Top.');
  await world.write(acme.owner, 'And then.', id);
  await drainEvents();
  expect(await told()).toEqual([]);
});

test('other systems are told of comments written, approved, reported and removed', async () => {
  await makeWebhook(acme);
  const { id } = await world.write(await world.guest());
  const owner = await world.as(acme.owner);
  await moderateComments(owner, { commentIds: [id], state: 'visible' });
  await reportComment(await world.as(await world.guest()), { commentId: id, reason: 'other' });
  await moderateComments(owner, { commentIds: [id], state: 'held' });
  await moderateComments(owner, { commentIds: [id], state: 'removed' });
  await drainEvents();
  const types = await world.query<{ type: string }>(
    `select event_type as type from webhook_delivery where workspace_id = $1 and event_type like 'comment.%'`,
  );
  expect(types.map(({ type }) => type).sort()).toEqual([
    'comment.approved',
    'comment.created',
    'comment.removed',
    'comment.reported',
  ]);
});
