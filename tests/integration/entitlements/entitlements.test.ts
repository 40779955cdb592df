import { entitlements, type Plan, planDescriptions } from '@archipelago/core/billing/catalogue';
import { formatBytes } from '@archipelago/core/entitlements/format-bytes';
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
import { type Answer, auditEntriesKept, entitlementCases } from './entitlement-cases.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

const names = Object.keys(entitlementCases) as (keyof typeof entitlementCases)[];
const written = (name: (typeof names)[number], amount: number) =>
  name === 'storageBytes' ? formatBytes(amount) : amount.toLocaleString('en-GB');
const downgrade = ({ id }: MadeWorkspace) =>
  product.database.observer.query(`update subscription set status = 'canceled' where workspace_id = $1`, [
    id,
  ]);
const larger = /choose a larger plan under Billing\.$/i;

/** Asks until there is no more, from one before the limit; what is refused then. */
async function refusalAtTheEnd(
  name: (typeof names)[number],
  workspace: MadeWorkspace,
  plan: Plan,
): Promise<Answer> {
  const { fill, one, size = 1, from = 0 } = entitlementCases[name];
  const limit = Number(entitlements[plan][name]);
  if (fill && limit > 0) {
    await fill(product, workspace, limit - size - from);
    expect(await one(product, workspace, workspace.owner)).toEqual({ outcome: 'done', says: '' });
    if (size > 1) await fill(product, workspace, size);
  }
  return one(product, workspace, workspace.owner);
}

describe.each(['free', 'pro'] as const)('on %s', (plan) => {
  test.each(names)(
    '%s: the last one is given, one beyond is refused with what, how much and how to raise it',
    async (name) => {
      const acme = await makeWorkspace(plan === 'pro' ? { plan } : {});
      const { noun, fill } = entitlementCases[name];
      const limit = entitlements[plan][name];
      const { outcome, says } = await refusalAtTheEnd(name, acme, plan);
      if (limit === true) {
        expect(outcome).toBe('done');
        return;
      }
      expect(outcome).toBe(`PAYMENT_REQUIRED ${name}`);
      expect(says).toContain(`${planDescriptions[plan].name} plan`);
      expect(says).toContain(noun);
      if (fill)
        expect(says).toContain(
          limit === 0 ? `has no ${noun}` : `has ${written(name, Number(limit))} ${noun}`,
        );
      expect(says).toMatch(larger);
    },
  );
});

describe('after a downgrade to Free', () => {
  test.each(names)(
    '%s: more than it has stays, one more is refused, and the refusal says how much is in use',
    async (name) => {
      const acme = await makeWorkspace({ plan: 'pro' });
      const { fill, one, noun, size = 1, from = 0 } = entitlementCases[name];
      const over = Number(entitlements.free[name]) + 2 * size;
      await fill?.(product, acme, over - from);
      expect((await one(product, acme, acme.owner)).outcome).toBe('done');
      await downgrade(acme);
      const { outcome, says } = await one(product, acme, acme.owner);
      expect(outcome).toBe(`PAYMENT_REQUIRED ${name}`);
      expect(says).toContain('Free plan');
      expect(says).toContain(noun);
      // What a request that is refused finds out is the plan: the month's row may be far over it.
      if (fill && entitlements.free[name] !== 0 && name !== 'apiRequestsPerMonth')
        expect(says).toMatch(/\d are in use|[KMG]B are in use/);
      expect(says).toMatch(larger);
    },
  );
});

test.each(['free', 'pro', 'business'] as const)(
  'the audit log of %s is kept as long as the plan says, and no longer',
  async (plan) => {
    const acme = await makeWorkspace(plan === 'free' ? {} : { plan });
    const days = entitlements[plan].auditRetentionDays;
    expect(await auditEntriesKept(product, acme, [days + 1, days - 1])).toEqual([days - 1]);
  },
);

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
    await entitlementCases.posts.fill?.(product, acme, entitlements.free.posts);
    const ctx = await contextFor(acme.owner, acme);
    expect(await messageOf(createPost(ctx, { title: 'One more', body: 'x' }))).toBe(
      'The Free plan has 100 posts and all are taken. Delete posts you no longer need, or choose a larger plan under Billing.',
    );
  });

  test('tells everybody else whom to ask', async () => {
    const acme = await makeWorkspace();
    await entitlementCases.posts.fill?.(product, acme, entitlements.free.posts);
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

describe('what was there before a downgrade', () => {
  test('what is over the limit stays and is read; only adding stops', async () => {
    const acme = await makeWorkspace({ plan: 'pro' });
    await entitlementCases.posts.fill?.(product, acme, entitlements.free.posts);
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
