import { formStamp } from '@archipelago/core/abuse/form-stamp';
import { addSubscriber } from '@archipelago/core/newsletter/add-subscriber';
import { cancelIssue } from '@archipelago/core/newsletter/cancel-issue';
import { confirmSubscription } from '@archipelago/core/newsletter/confirm-subscription';
import { downloadSubscribers } from '@archipelago/core/newsletter/download-subscribers';
import { getIssue } from '@archipelago/core/newsletter/get-issue';
import { importSubscribers } from '@archipelago/core/newsletter/import-subscribers';
import { leaveNewsletter } from '@archipelago/core/newsletter/leave-newsletter';
import { listIssues } from '@archipelago/core/newsletter/list-issues';
import { listSubscribers } from '@archipelago/core/newsletter/list-subscribers';
import { leaveKey } from '@archipelago/core/newsletter/newsletter-links';
import { removeSubscriber } from '@archipelago/core/newsletter/remove-subscriber';
import { sendIssue } from '@archipelago/core/newsletter/send-issue';
import { subscribeToNewsletter } from '@archipelago/core/newsletter/subscribe-to-newsletter';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makePost, makeWorkspace } from '../../support/factories.ts';
import { confirmationOf, makeSubscriber } from '../../support/make-subscriber.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type NewsletterWorld, startNewsletterWorld } from './newsletter-world.ts';

let world: NewsletterWorld;
let acme: MadeWorkspace;

beforeAll(async () => {
  world = await startNewsletterWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'business' });
  world.mailbox.mails.length = 0;
  world.mailbox.rejected.clear();
});

const asOwner = () => contextFor(acme.owner, acme);
const asVisitor = () => contextFor(null, acme);
const subscribe = async (email: string, shownAt = new Date(Date.now() - 60_000)) =>
  subscribeToNewsletter(await asVisitor(), { email, stamp: formStamp(acme.id, 'newsletter', shownAt) });
const states = async () =>
  Object.fromEntries(
    (await listSubscribers(await asOwner(), {})).items.map(({ email, state }) => [email, state]),
  );
const idOf = async (email: string) =>
  (await listSubscribers(await asOwner(), { search: email })).items[0]?.id ?? '';
const leave = async (id: string) =>
  leaveNewsletter(await asVisitor(), { subscriber: id, key: leaveKey(acme.id, id) });
const publish = () => makePost(acme, { title: 'Tides', body: 'See [all](/posts/x).', status: 'published' });
const send = async (postId: string) => sendIssue(await asOwner(), { postId });
const report = async (issueId: string) => getIssue(await asOwner(), { issueId });

test('nobody is subscribed before they confirm, by a link that works once the button is pressed', async () => {
  await subscribe('Nadia@example.test');
  expect(await states()).toEqual({ 'nadia@example.test': 'waiting' });
  await world.work('mail');
  const [mail] = world.mailbox.mails;
  const link = new URL(/http\S+newsletter\/confirm\S+/.exec(mail?.text ?? '')?.[0] ?? '');
  const given = {
    subscriberId: link.searchParams.get('subscriber') ?? '',
    asked: link.searchParams.get('asked') ?? '',
    key: link.searchParams.get('key') ?? '',
  };
  expect(await outcomeOf(confirmSubscription(await asVisitor(), { ...given, key: 'x' }))).toBe(
    'NOT_FOUND link-over',
  );
  expect(await outcomeOf(confirmSubscription(await asVisitor(), given))).toBe('done');
  expect(await outcomeOf(confirmSubscription(await asVisitor(), given))).toBe('done');
  expect(await states()).toEqual({ 'nadia@example.test': 'subscribed' });
  await leave(given.subscriberId);
  await leave(given.subscriberId);
  expect(await states()).toEqual({ 'nadia@example.test': 'unsubscribed' });
  expect(await outcomeOf(confirmSubscription(await asVisitor(), given))).toBe('NOT_FOUND link-over');
});

test('a link that is too old confirms nothing', async () => {
  const old = await makeSubscriber(acme, { askedAt: new Date(Date.now() - 8 * 86_400_000) });
  expect(await outcomeOf(confirmSubscription(await asVisitor(), confirmationOf(acme.id, old)))).toBe(
    'NOT_FOUND link-over',
  );
});

test('one address gets one mail, however often and under whatever name it is entered', async () => {
  for (const name of ['nadia', 'n.adia', 'nadia+1']) await subscribe(`${name}@gmail.com`);
  expect(await outcomeOf(subscribe('na.dia@googlemail.com'))).toBe('TOO_MANY_REQUESTS');
  await subscribe('other@example.test');
  await subscribe('other@example.test');
  await world.work('mail');
  expect(world.received().get('other@example.test')).toHaveLength(1);
});

test('what a program sends mails nobody', async () => {
  expect(await outcomeOf(subscribe('a@example.test', new Date()))).toBe('BAD_REQUEST too-fast');
  expect(await outcomeOf(subscribe('a@example.test', new Date(0)))).toBe('BAD_REQUEST stamp');
  expect(await states()).toEqual({});
});

test('a link leaves one address alone', async () => {
  const [one, other] = [await makeSubscriber(acme), await makeSubscriber(acme)];
  const forged = leaveNewsletter(await asVisitor(), { subscriber: one.id, key: leaveKey(acme.id, other.id) });
  expect(await outcomeOf(forged)).toBe('NOT_FOUND broken-link');
});

test('a list is only asked, those who left are not, and adding by hand says how they agreed', async () => {
  const left = await makeSubscriber(acme, { email: 'left@example.test', state: 'unsubscribed' });
  const outcome = await importSubscribers(await asOwner(), {
    addresses: 'new@example.test\nLEFT@example.test, nonsense; new@example.test',
  });
  expect(outcome).toEqual({ asked: 1, known: 1, wrong: ['nonsense'], repeated: 1 });
  await world.work('mail');
  expect([...world.received().keys()]).toEqual(['new@example.test']);
  const add = async (email: string) =>
    outcomeOf(addSubscriber(await asOwner(), { email, consent: 'On paper, in May' }));
  expect(await add(left.email)).toBe('CONFLICT subscriber-known');
  expect(await add('new@example.test')).toBe('done');
  expect(await states()).toEqual({ 'new@example.test': 'subscribed', 'left@example.test': 'unsubscribed' });
  await removeSubscriber(await asOwner(), { subscriberId: left.id, forget: 'yes' });
  expect(await states()).toEqual({ 'new@example.test': 'subscribed' });
});

test('the file has every page of the list, and no formula', async () => {
  await world.subscribeMany(acme.id, 1_050);
  await makeSubscriber(acme, { email: '=cmd@example.test' });
  const text = await new Response(await downloadSubscribers(await asOwner(), {})).text();
  const lines = text.trim().split('\r\n');
  expect(new Set(lines).size).toBe(1_052);
  expect(text).toContain(`"'=cmd@example.test"`);
});

test('an issue comes with a text, a way out in one click, and addresses in full', async () => {
  await world.subscribeMany(acme.id, 3);
  const post = await publish();
  const { id } = await send(post.id);
  expect(await outcomeOf(send(post.id))).toBe('done');
  await world.work('newsletter-issue');
  expect(world.received().size).toBe(3);
  const [mail] = world.mailbox.mails;
  const header = (key: string) => mail?.headers.find((one) => one.key === key)?.value ?? '';
  expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
  expect(header('list-unsubscribe')).toMatch(/^<http\S+\/newsletter\/unsubscribe\?subscriber=\S+>$/);
  expect(header('list-id')).toMatch(/^<newsletter\./);
  expect(mail?.text).toContain('See [all](/posts/x).');
  expect(mail?.html).toMatch(/<a [^>]*href="http[^"]+\/posts\/x">all<\/a>/);
  expect(await report(id)).toMatchObject({ state: 'sent', total: 3, sent: 3, refused: 0, failures: [] });
  expect(await outcomeOf(send(post.id))).toBe('CONFLICT issue-over');
  expect((await listIssues(await asOwner(), {})).unsentPosts).toEqual([]);
});

test('an issue that the plan has no room for is refused before its first mail', async () => {
  acme = await makeWorkspace();
  await world.subscribeMany(acme.id, 1_001);
  const post = await publish();
  expect(await outcomeOf(send(post.id))).toBe('PAYMENT_REQUIRED emailsPerMonth');
  expect((await listIssues(await asOwner(), {})).items).toEqual([]);
});

test('what a server refuses is written down: gone for good, refused once, or asked to wait', async () => {
  await world.subscribeMany(acme.id, 4);
  const { rejected } = world.mailbox;
  rejected.set('reader-1@example.test', '550 5.1.1 No such user');
  rejected.set('reader-2@example.test', '554 5.7.1 Not from you');
  rejected.set('reader-3@example.test', '450 4.2.1 Come back later');
  const { id } = await send((await publish()).id);
  await world.work('newsletter-issue');
  expect(await report(id)).toMatchObject({ state: 'sending', sent: 1, refused: 2, waiting: 1 });
  expect(await states()).toMatchObject({
    'reader-1@example.test': 'bounced',
    'reader-2@example.test': 'subscribed',
    'reader-3@example.test': 'subscribed',
  });
  rejected.clear();
  await world.skipWaits();
  await world.work('newsletter-issue');
  const over = await report(id);
  expect(over).toMatchObject({ state: 'sent', sent: 2, refused: 2, waiting: 0 });
  expect(over.failures.map(({ email }) => email).sort()).toEqual([
    'reader-1@example.test',
    'reader-2@example.test',
  ]);
  expect([...world.received().values()].every((ids) => ids.length === 1)).toBe(true);
});

test('an issue that is stopped goes on where it stopped, without those who have left', async () => {
  await world.subscribeMany(acme.id, 120);
  const post = await publish();
  const { id } = await send(post.id);
  await world.workUntil('claimed', 2);
  await cancelIssue(await asOwner(), { issueId: id });
  await world.work('newsletter-issue');
  expect(world.received().size).toBe(50);
  const unsent = Array.from({ length: 120 }, (_, n) => `reader-${n + 1}@example.test`).find(
    (email) => !world.received().has(email),
  );
  await leave(await idOf(unsent ?? ''));
  await send(post.id);
  await world.work('newsletter-issue');
  expect(world.received().size).toBe(119);
  expect([...world.received().values()].every((ids) => ids.length === 1)).toBe(true);
  expect(await report(id)).toMatchObject({ state: 'sent', sent: 119 });
});
