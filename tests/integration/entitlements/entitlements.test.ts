import { type Entitlements, entitlements } from '@archipelago/core/billing/catalogue';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { createPost } from '@archipelago/core/posts/create-post';
import { listPosts } from '@archipelago/core/posts/list-posts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { entitlementCases } from './entitlement-cases.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

const names = Object.keys(entitlements.free) as (keyof Entitlements)[];

async function outcomeAtTheEnd(name: keyof Entitlements, plan?: 'business'): Promise<string> {
  const workspace = await makeWorkspace(plan ? { plan } : {});
  const { fill, one } = entitlementCases[name];
  await fill?.(product, workspace);
  return one(product, workspace, workspace.owner);
}

describe('every entitlement of the catalogue', () => {
  test.each(names)('%s: refused on Free when nothing more fits', async (name) => {
    expect(await outcomeAtTheEnd(name)).toBe(entitlementCases[name].refused);
  });

  // The same case on a plan with room is what an entitlement that nobody enforces would look like on Free.
  test.each(names)('%s: given on a plan that has more of it', async (name) => {
    expect(await outcomeAtTheEnd(name, 'business')).toBe('done');
  });
});

describe('a refusal', () => {
  const messageOf = async (run: Promise<unknown>) => {
    const error = await run.then(
      () => null,
      (thrown: Error) => thrown,
    );
    return error?.message;
  };

  test('tells whoever may pay where to raise it', async () => {
    const acme = await makeWorkspace();
    await entitlementCases.posts.fill?.(product, acme);
    const ctx = await contextFor(acme.owner, acme);
    expect(await messageOf(createPost(ctx, { title: 'One more', body: 'x' }))).toBe(
      'The Free plan has 100 posts and all are taken. Delete posts you no longer need, or choose a larger plan under Billing.',
    );
  });

  test('tells everybody else whom to ask', async () => {
    const acme = await makeWorkspace();
    await entitlementCases.posts.fill?.(product, acme);
    const ctx = await contextFor(await makeMember(acme, 'member'), acme);
    expect(await messageOf(createPost(ctx, { title: 'One more', body: 'x' }))).toBe(
      `The Free plan has 100 posts and all are taken. Delete posts you no longer need, or ask ${acme.owner.name} to choose a larger plan.`,
    );
  });

  test('sends nobody to a larger plan where there is none', async () => {
    const acme = await makeWorkspace({ plan: 'business' });
    await product.database.observer.query(
      `insert into usage_counter (workspace_id, meter, period, used)
        values ($1, 'emails', date_trunc('month', now() at time zone 'UTC'), $2)`,
      [acme.id, entitlements.business.emailsPerMonth - 1],
    );
    const ctx = await contextFor(acme.owner, acme);
    await inviteMember(ctx, { email: 'last@example.test', role: 'member' });
    expect(await messageOf(inviteMember(ctx, { email: 'late@example.test', role: 'member' }))).toBe(
      'The Business plan has 100,000 e-mails a month and all are taken. Wait for the first of next month (UTC), or write to us: there is no larger plan.',
    );
  });
});

describe('after a downgrade', () => {
  const downgrade = ({ id }: MadeWorkspace) =>
    product.database.observer.query(`update subscription set status = 'canceled' where workspace_id = $1`, [
      id,
    ]);

  test('what is over the limit stays and is read; only adding stops', async () => {
    const acme = await makeWorkspace({ plan: 'pro' });
    await entitlementCases.posts.fill?.(product, acme);
    await makePost(acme, { title: 'Over the limit' });
    await downgrade(acme);
    const ctx = await contextFor(acme.owner, acme);
    expect((await listPosts(ctx, {})).items).not.toHaveLength(0);
    await expect(createPost(ctx, { title: 'One more', body: 'x' })).rejects.toThrow(
      'The Free plan has 100 posts and 101 are in use.',
    );
    const { rows } = await product.database.observer.query<{ posts: number }>(
      'select count(*)::int as posts from post where workspace_id = $1',
      [acme.id],
    );
    expect(rows[0]?.posts).toBe(101);
  });

  test('a team that is too large goes on working, and nobody joins it', async () => {
    const acme = await makeWorkspace({ plan: 'pro' });
    const people = await Promise.all(Array.from({ length: 5 }, () => makeMember(acme, 'admin')));
    await downgrade(acme);
    const [, , , , last] = people;
    const ctx = await contextFor(last ?? acme.owner, acme);
    expect(await outcomeOf(createPost(ctx, { title: 'Still here', body: 'x' }))).toBe('done');
    expect(await outcomeOf(inviteMember(ctx, { email: 'new@example.test', role: 'member' }))).toBe(
      'PAYMENT_REQUIRED seats',
    );
  });
});
