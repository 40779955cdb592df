import { operatorPermissions } from '@archipelago/core/access/roles';
import { createComment } from '@archipelago/core/comments/create-comment';
import { deleteComment } from '@archipelago/core/comments/delete-comment';
import { requestExport } from '@archipelago/core/exports/request-export';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { leaveWorkspace } from '@archipelago/core/members/leave-workspace';
import { removeMember } from '@archipelago/core/members/remove-member';
import { createPost } from '@archipelago/core/posts/create-post';
import { getPublishedPost } from '@archipelago/core/posts/get-published-post';
import { listPosts } from '@archipelago/core/posts/list-posts';
import '@archipelago/core/registry/all-operations';
import { registered } from '@archipelago/core/registry/registry';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

const day = 24 * 60 * 60 * 1000;
const refusal = 'PAYMENT_REQUIRED read-only';

/** What stays possible besides paying; a command that should, and is not listed, has to be decided on here. */
const stillPossible = [
  'accept-ownership',
  'allow-support',
  'block-guest',
  'cancel-issue',
  'decline-ownership',
  'delete-comment',
  'delete-inquiry',
  'delete-post',
  'delete-webhook-endpoint',
  'delete-workspace',
  'disable-webhook-endpoint',
  'end-support',
  'erase-comment',
  'leave-own-newsletter',
  'leave-workspace',
  'mark-all-notifications-read',
  'mark-notification-read',
  'mark-own-notices-read',
  'offer-ownership',
  'open-export',
  'remove-cover',
  'remove-member',
  'remove-subscriber',
  'request-export',
  'restore-workspace',
  'revoke-api-key',
  'revoke-invitation',
  'rotate-api-key',
  'rotate-webhook-secret',
  'save-notification-preferences',
  'save-own-choices',
  'set-sign-in-rules',
  'unpublish-post',
  'unschedule-post',
  'withdraw-ownership-offer',
];

let product: OwnProduct;
let acme: MadeWorkspace;
let guest: MadeUser;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro', name: 'Acme' });
  guest = await makeMember(acme, 'guest');
});

/** Overdue since so many days, in this state of Stripe's. */
async function owe(days: number, status = 'past_due'): Promise<void> {
  await product.database.observer.query(
    'update subscription set status = $2, overdue_since = $3 where workspace_id = $1',
    [acme.id, status, new Date(Date.now() - days * day)],
  );
}

const owner = () => contextFor(acme.owner, acme);
const write = async (user: MadeUser) =>
  outcomeOf(createPost(await contextFor(user, acme), { title: 'A title', body: 'A body.' }));

describe('a bill that is not paid', () => {
  test.each<[string, number, string, string]>([
    ['overdue for a while', 13.9, 'past_due', 'done'],
    ['overdue for more than fourteen days', 14.01, 'past_due', refusal],
    ['given up by Stripe', 1, 'unpaid', refusal],
    ['whose first payment waits for its confirmation', 0.5, 'incomplete', 'done'],
    ['never confirmed', 20, 'incomplete', refusal],
    ['ended for good, which is Free', 40, 'canceled', 'done'],
  ])('%s', async (_, days, status, outcome) => {
    await owe(days, status);
    expect(await write(acme.owner)).toBe(outcome);
  });

  test('once paid, lets everything work again with the next request', async () => {
    await owe(20);
    expect(await write(acme.owner)).toBe(refusal);
    await owe(20, 'active');
    expect(await write(acme.owner)).toBe('done');
  });

  test('tells each what to do, and guests nothing of bills', async () => {
    await owe(20);
    const member = await makeMember(acme, 'member');
    const messageTo = async (user: MadeUser) => {
      const context = await contextFor(user, acme);
      const postId = (await makePost(acme, { status: 'published' })).id;
      return createComment(context, { postId, body: 'Hello' }).catch(({ message }: Error) => message);
    };
    expect(await messageTo(acme.owner)).toContain('Pay the bill under Billing');
    expect(await messageTo(member)).toContain('Ask an owner');
    expect(await messageTo(guest)).toMatch(/^Acme takes nothing new at the moment(?!.*\b(bill|paid|pay)\b)/);
  });
});

describe('a workspace that is read-only', () => {
  beforeEach(() => owe(20));

  test('refuses every command but those that are decided on', async () => {
    const context = await owner();
    const outcomes = await Promise.all(
      registered()
        .filter(({ kind, scope }) => kind === 'command' && scope === 'workspace')
        .filter(({ permission }) => !operatorPermissions.includes(permission))
        .map(async ({ name, permission, call }) => {
          const outcome = await outcomeOf(call(context as never, { nothing: 'of this name' } as never));
          return { name, permission, outcome };
        }),
    );
    const possible = outcomes.filter(({ outcome }) => outcome !== refusal);
    const others = possible.filter(({ permission }) => permission !== 'billing:manage');
    expect(others.map(({ name }) => name).sort()).toEqual(stillPossible);
    expect([...new Set(possible.map(({ outcome }) => outcome))]).toEqual(['BAD_REQUEST']);
    const paying = outcomes.filter(({ permission }) => permission === 'billing:manage');
    expect(paying.filter(({ outcome }) => outcome === refusal)).toEqual([]);
  });

  test('is read by its team and by everybody on its site', async () => {
    const post = await makePost(acme, { status: 'published', title: 'Still here' });
    expect((await listPosts(await owner(), {})).items).toHaveLength(1);
    const visitor = await contextFor(null, acme);
    expect(await getPublishedPost(visitor, { slug: post.slug })).toMatchObject({ title: 'Still here' });
  });

  test('takes no guests and no comments, and lets guests take theirs away and leave', async () => {
    const stranger = await makeUser();
    expect(await outcomeOf(joinAsGuest(await contextFor(stranger, acme), {}))).toBe(refusal);
    const comment = await makeComment(acme, { author: guest });
    const asGuest = await contextFor(guest, acme);
    expect(await outcomeOf(createComment(asGuest, { postId: comment.postId, body: 'More' }))).toBe(refusal);
    expect(await outcomeOf(deleteComment(asGuest, { commentId: comment.id }))).toBe('done');
    expect(await outcomeOf(leaveWorkspace(asGuest, {}))).toBe('done');
  });

  test('can be exported, and a person locked out of it', async () => {
    const member = await makeMember(acme, 'member');
    expect(await outcomeOf(requestExport(await owner(), {}))).toBe('done');
    const memberId = await memberIdOf(acme, member);
    expect(await outcomeOf(removeMember(await owner(), { memberId }))).toBe('done');
  });
});
