import { randomUUID } from 'node:crypto';
import { getIssue } from '@archipelago/core/newsletter/get-issue';
import { listSubscribers } from '@archipelago/core/newsletter/list-subscribers';
import { receiveMailEvent } from '@archipelago/core/newsletter/receive-mail-event';
import { sendIssue } from '@archipelago/core/newsletter/send-issue';
import { webhookHeaders } from '@archipelago/core/webhooks/webhook-headers';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makePost, makeWorkspace } from '../../support/factories.ts';
import { mailSecret, type NewsletterWorld, startNewsletterWorld } from './newsletter-world.ts';

let world: NewsletterWorld;
let acme: MadeWorkspace;
let issueId: string;

beforeAll(async () => {
  world = await startNewsletterWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  acme = await makeWorkspace();
  world.mailbox.mails.length = 0;
  await world.subscribeMany(acme.id, 3);
  const post = await makePost(acme, { status: 'published' });
  issueId = (await sendIssue(await contextFor(acme.owner, acme), { postId: post.id })).id;
  await world.work('newsletter-issue');
});

const messageIdTo = (address: string) => world.received().get(address)?.[0] ?? '';
const report = async () => getIssue(await contextFor(acme.owner, acme), { issueId });
const stateOf = async (email: string) =>
  (await listSubscribers(await contextFor(acme.owner, acme), { search: email })).items[0]?.state;

function event(body: object, { secret = mailSecret, at = new Date() } = {}): Promise<Response> {
  const text = JSON.stringify(body);
  const headers = webhookHeaders({ id: randomUUID(), at, body: text }, [secret]);
  return receiveMailEvent(
    new Request('https://archipelago.test/api/webhooks/mail', { method: 'POST', headers, body: text }),
  );
}

const bounce = (messageId: string, type = 'bounce') => ({
  type,
  messageId,
  reason: '550 5.1.1\r\nNo such user',
});

test('a mail that came back ends the subscription, and counts once however often it is told', async () => {
  const body = bounce(messageIdTo('reader-1@example.test'));
  expect((await event(body)).status).toBe(200);
  expect((await event(body)).status).toBe(200);
  expect(await stateOf('reader-1@example.test')).toBe('bounced');
  expect(await stateOf('reader-2@example.test')).toBe('subscribed');
  expect(await report()).toMatchObject({
    sent: 3,
    bounced: 1,
    failures: [{ email: 'reader-1@example.test', state: 'bounced', reason: '550 5.1.1 No such user' }],
  });
});

test('whoever calls it spam has left', async () => {
  await event(bounce(messageIdTo('reader-1@example.test'), 'complaint'));
  expect(await stateOf('reader-1@example.test')).toBe('unsubscribed');
  expect((await report()).bounced).toBe(0);
});

test('what is not signed, is old, or is of no issue of ours changes nothing', async () => {
  const body = bounce(messageIdTo('reader-1@example.test'));
  const other = `whsec_${Buffer.from('another secret altogether').toString('base64')}`;
  expect((await event(body, { secret: other })).status).toBe(400);
  expect((await event(body, { at: new Date(Date.now() - 600_000) })).status).toBe(400);
  expect((await event({ ...body, type: 'opened' })).status).toBe(422);
  const unsigned = new Request('https://archipelago.test/', { method: 'POST', body: JSON.stringify(body) });
  expect((await receiveMailEvent(unsigned)).status).toBe(400);
  const made = body.messageId.replace(/[0-9a-f]{12}@/, '000000000000@');
  expect((await event(bounce(made))).status).toBe(200);
  expect((await event(bounce('<somebody@example.test>'))).status).toBe(200);
  expect(await stateOf('reader-1@example.test')).toBe('subscribed');
});
