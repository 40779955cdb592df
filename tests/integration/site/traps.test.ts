import { formStamp, type StampedForm } from '@archipelago/core/abuse/form-stamp';
import type { CommentPolicy } from '@archipelago/core/comments/comment-policy';
import { createComment } from '@archipelago/core/comments/create-comment';
import { editComment } from '@archipelago/core/comments/edit-comment';
import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { signGuestbook } from '@archipelago/core/guestbook/sign-guestbook';
import { sendInquiry } from '@archipelago/core/inquiries/send-inquiry';
import { subscribeToNewsletter } from '@archipelago/core/newsletter/subscribe-to-newsletter';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { commentsWorld } from '../comments/comments-world.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };
let world: ReturnType<typeof commentsWorld>;
let joan: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  world = commentsWorld(product, acme, post);
  joan = await makeMember(acme, 'guest');
  await world.query(`update workspace set guestbook_signers = 'visitors' where id = $1`);
});

const as = (user: MadeUser | null) => contextFor(user, acme);
const links = (count: number) => Array.from({ length: count }, (_, n) => `https://${n}.example`).join(' ');

/** What of a form a program does otherwise than people. */
interface Sent {
  body?: string;
  website?: string;
  /** Seconds from when it was shown until it came back; null for a time of one's own. */
  after?: number | null;
  by?: MadeUser | null;
}
const stampOf = (form: StampedForm, after: number | null) =>
  after === null ? '1700000000.forged' : formStamp(acme.id, form, new Date(Date.now() - after * 1_000));
const filledIn = ({ body = unique('Words '), website = '' }: Sent) => ({ body, website });

/** What becomes of it, each in a word or two. */
const forms: Record<string, (sent: Sent) => Promise<string>> = {
  comment: async ({ by = joan, ...sent }) => {
    const { id } = await createComment(await as(by), { postId: post.id, ...filledIn(sent) });
    return world.stateOf(id);
  },
  entry: async ({ by = null, after = 60, ...sent }) => {
    const fields = { name: by ? '' : 'Nadia', stamp: stampOf('guestbook', after), ...filledIn(sent) };
    const signed = await signGuestbook(await as(by), fields).catch((error: unknown) => error as Error);
    return signed instanceof Error ? outcomeOf(Promise.reject(signed)) : world.stateOf(signed.id);
  },
  inquiry: async ({ by = null, after = 60, ...sent }) => {
    const subject = unique('About ');
    const fields = { name: 'Nadia', email: `${unique('a')}@example.test`, subject, ...filledIn(sent) };
    const outcome = await outcomeOf(
      sendInquiry(await as(by), { ...fields, stamp: stampOf('contact', after) }),
    );
    const [row] = await world.query<{ state: string }>(
      'select state::text from inquiry where workspace_id = $1 and subject = $2',
      [subject],
    );
    return outcome === 'done' ? (row?.state ?? 'not kept') : outcome;
  },
  subscription: async ({ by = null, after = 60, website = '' }) => {
    const stamp = stampOf('newsletter', after);
    const email = `${unique('a')}@example.test`;
    const outcome = await outcomeOf(subscribeToNewsletter(await as(by), { email, stamp, website }));
    const kept = await world.query(
      'select 1 from newsletter_subscriber where workspace_id = $1 and email = $2',
      [email],
    );
    return `${outcome}${kept.length > 0 ? ', kept' : ''}`;
  },
};
const become = (form: string, sent: Sent) => (forms[form] as (sent: Sent) => Promise<string>)(sent);

test.each([
  ['comment', 'visible', 'held automated'],
  ['entry', 'visible', 'held automated'],
  ['inquiry', 'open', 'spam'],
  ['subscription', 'done, kept', 'BAD_REQUEST too-fast'],
])('the field that nobody sees is a trap: %s', async (form, typed, trapped) => {
  await world.policy('open');
  expect(await become(form, {})).toBe(typed);
  expect(await become(form, { website: 'https://spam.example' })).toBe(trapped);
  expect(await become(form, { website: ' ' })).toBe(trapped);
});

test.each([
  ['entry', 'visible', 'held automated'],
  ['inquiry', 'open', 'spam'],
  ['subscription', 'done, kept', 'BAD_REQUEST too-fast'],
])('nobody types as fast: %s', async (form, typed, early) => {
  await world.policy('open');
  expect(await become(form, { after: 4 })).toBe(typed);
  for (const after of [2, 0]) expect(await become(form, { after }), `${after} s`).toBe(early);
  for (const after of [null, 25 * 3_600, -3_600])
    expect(await become(form, { after }), `${after} s`).toBe('BAD_REQUEST stamp');
});

describe('links', () => {
  test.each([
    ['comment', 2, 'visible', 'held links'],
    ['entry', 2, 'visible', 'held links'],
    ['inquiry', 4, 'open', 'spam'],
  ])('more than people send are an advertisement: %s', async (form, most, few, many) => {
    await world.policy('open');
    expect(await become(form, { body: links(most) })).toBe(few);
    expect(await become(form, { body: links(most + 1) })).toBe(many);
    expect(await become(form, { body: links(most + 1).toUpperCase() })).toBe(many);
  });

  test('put in later, they are held as if they had been there', async () => {
    await world.policy('open');
    const { id } = await createComment(await as(joan), { postId: post.id, body: 'Nothing yet.' });
    await editComment(await as(joan), { commentId: id, body: links(2) });
    expect(await world.stateOf(id)).toBe('visible');
    await editComment(await as(joan), { commentId: id, body: links(3) });
    expect(await world.stateOf(id)).toBe('held links');
  });

  test('of the team wait for nobody', async () => {
    for (const form of ['comment', 'entry'])
      expect(await become(form, { body: links(9), by: acme.owner }), form).toBe('visible');
  });
});

describe('the first words of somebody', () => {
  const under = async (policy: CommentPolicy, form: string, by: MadeUser | null) => {
    await world.policy(policy);
    return become(form, { by });
  };

  test.each(['comment', 'entry'])('wait until one of theirs is approved: %s', async (form) => {
    expect(await under('first_held', form, joan)).toBe('held first');
    expect(await become(form, { by: joan })).toBe('held first');
    expect(await become(form, { by: acme.owner })).toBe('visible');
    const [first] = await world.query<{ id: string }>(
      `select id from comment where workspace_id = $1 and state = 'held' limit 1`,
    );
    await moderateComments(await as(acme.owner), { commentIds: [first?.id ?? ''], state: 'visible' });
    for (const any of ['comment', 'entry']) expect(await become(any, { by: joan }), any).toBe('visible');
    expect(await become(form, { by: await makeMember(acme, 'guest') })).toBe('held first');
    await moderateComments(await as(acme.owner), { commentIds: [first?.id ?? ''], state: 'removed' });
    expect(await under('all_held', form, joan)).toBe('held policy');
  });

  test('of a visitor wait each time, since nobody is known by a name', async () => {
    expect(await under('first_held', 'entry', null)).toBe('held first');
    await world.query(`update comment set state = 'visible', held_reason = null where workspace_id = $1`);
    expect(await become('entry', {})).toBe('held first');
    // Where nobody comments, the guestbook is still looked through.
    expect(await under('closed', 'entry', null)).toBe('held first');
    expect(await under('open', 'entry', null)).toBe('visible');
  });

  test('approved at another workspace count there alone', async () => {
    const elsewhere = await makeWorkspace();
    await makeMember(elsewhere, 'guest', joan);
    await product.database.observer.query(
      `insert into comment (workspace_id, author_user_id, body, state) values ($1, $2, 'Hello.', 'visible')`,
      [elsewhere.id, joan.userId],
    );
    expect(await under('first_held', 'comment', joan)).toBe('held first');
  });
});
