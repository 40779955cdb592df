import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { stripe } from '@archipelago/core/billing/stripe';
import { eraseWorkspace } from '@archipelago/core/erasure/erase-workspace';
import { blobStore } from '@archipelago/core/files/blob-store';
import { enqueue } from '@archipelago/core/jobs/enqueue';
import { checkAddress } from '@archipelago/core/workspaces/check-address';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  type MadeWorkspace,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
  personContextFor,
} from '../../support/factories.ts';
import { unique } from '../../support/own-database.ts';
import { canaryRows, findInDatabase, tenantFingerprint } from './canary-rows.ts';
import { type DataWorld, startDataWorld } from './data-world.ts';

let world: DataWorld;

beforeAll(async () => {
  world = await startDataWorld();
});
afterAll(() => world.stop());

interface Condemned {
  workspace: MadeWorkspace;
  canary: string;
  customerId: string;
}

/** A workspace with a canary in every text it can hold, here and at everybody who keeps something of it; due now. */
async function condemned(): Promise<Condemned> {
  const canary = unique('canary');
  const owner = await makeUser({ clerkUserId: await personAtClerk() });
  const workspace = await makeWorkspace({ name: `Name ${canary}`, slug: `w-${canary}`, owner });
  await makeMember(workspace, 'guest');
  await canaryRows(world.product.database, workspace, canary);

  const organization = await clerk('POST', '/organizations', {
    name: `Name ${canary}`,
    created_by: owner.clerkUserId,
    public_metadata: { workspaceId: workspace.id },
  });
  const customer = await stripe().customers.create({
    name: `Name ${canary}`,
    email: `${canary}@example.test`,
  });
  await world.rows(`update billing_customer set stripe_customer_id = $2 where workspace_id = $1`, [
    workspace.id,
    customer.id,
  ]);
  // Its events arrive, and stay in the inbox.
  await stripe().customers.update(customer.id, { description: canary });
  const { data } = await stripe().prices.list({ lookup_keys: ['pro_monthly'], active: true });
  const card = await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id });
  await stripe().subscriptions.create({
    customer: customer.id,
    items: [{ price: data[0]?.id ?? '', quantity: 1 }],
    default_payment_method: card.id,
  });
  await world.stripe.deliveriesIdle();

  for (const store of ['uploads', 'exports'] as const) {
    for (const name of ['a.png', 'deep/er/b.png']) {
      await blobStore(store).set(`${workspace.id}/${name}`, canary, { metadata: { of: canary } });
    }
  }
  const host = `${canary}.example.test`;
  await blobStore('custom-domains').set(host, workspace.slug, { metadata: { workspaceId: workspace.id } });
  await blobStore('custom-domains').setJSON(`workspace/${workspace.id}`, [host]);
  await withWorkspace(workspace.id, (tx) =>
    enqueue(tx, 'mail', workspace.id, {
      message: 'welcome-to-workspace',
      workspaceId: workspace.id,
      userId: owner.userId,
    }),
  );
  await world.rows(
    `insert into pgboss.job (name, data, state, output, completed_on)
     values ('mail', jsonb_build_object('workspaceId', $1::text), 'completed', jsonb_build_object('message', $2::text), now())`,
    [workspace.id, canary],
  );
  await world.rows(
    `update workspace set clerk_organization_id = $2, status = 'deleting', erase_after = now() - interval '1 second'
     where id = $1`,
    [workspace.id, organization.id],
  );
  return { workspace, canary, customerId: customer.id };
}

async function clerk(method: string, path: string, body?: object): Promise<{ id: string }> {
  const response = await fetch(`${world.clerk.bapiUrl}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${localSecrets.clerkSecretKey}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  });
  return (await response.json()) as { id: string };
}

async function personAtClerk(): Promise<string> {
  const { id } = await clerk('POST', '/users', { email_address: [`${unique('person-')}@example.test`] });
  return id;
}

/** Everywhere the canary still is. */
async function traces({ canary, workspace, customerId }: Condemned): Promise<string[]> {
  await world.stripe.deliveriesIdle();
  const found = await findInDatabase(world.product.database, canary);
  for (const entry of readdirSync(world.product.blobsDirectory, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name);
    if (!entry.isFile()) continue;
    if (path.includes(workspace.id) || readFileSync(path).includes(canary)) found.push(path);
  }
  // What Clerk and Stripe sent to us stays in their own lists of deliveries for some weeks, and so do Stripe's events
  // and, by law, its invoices.
  const { deliveries: _, ...clerkState } = JSON.parse(
    readFileSync(join(world.clerkDirectory, 'state.json'), 'utf8'),
  );
  if (JSON.stringify(clerkState).includes(canary)) found.push('a record at Clerk');
  const { customers, subscriptions, paymentMethods } = world.stripe.state;
  if (JSON.stringify([customers, paymentMethods]).includes(canary)) found.push('a record at Stripe');
  for (const subscription of Object.values(subscriptions)) {
    if (subscription.customer === customerId && subscription.status !== 'canceled')
      found.push('a subscription');
  }
  return found;
}

test('the search finds what is there before', async () => {
  const found = (await traces(await condemned())).join('\n');
  for (const place of [
    'public.workspace',
    'public.post',
    'public.audit_event',
    'public.stripe_event',
    'pgboss.job',
  ]) {
    expect(found).toContain(place);
  }
  for (const place of [
    'uploads',
    'exports',
    'custom-domains',
    'a record at Clerk',
    'a record at Stripe',
    'a subscription',
  ]) {
    expect(found).toContain(place);
  }
});

test('a workspace that is erased leaves nothing behind, and others as they were', async () => {
  const other = await makeWorkspace({ plan: 'pro' });
  await makePost(other);
  await blobStore('uploads').set(`${other.id}/a.png`, 'theirs');
  const before = await tenantFingerprint(world.product.database, other.id);
  const gone = await condemned();
  await eraseWorkspace(gone.workspace.id);
  expect(await traces(gone)).toEqual([]);
  expect(await tenantFingerprint(world.product.database, other.id)).toEqual(before);
  expect(await world.keys('uploads', `${other.id}/`)).toHaveLength(1);
});

test.each(['ran', 'kept'] as const)(
  'an erasure that crashes after every step, before it is %s, goes on there and ends the same',
  async (moment) => {
    const gone = await condemned();
    const crashed = new Set<string>();
    for (let isDone = false; !isDone; ) {
      const options = {
        onStep: async (step: string, at: 'ran' | 'kept') => {
          if (at !== moment || crashed.has(step)) return;
          crashed.add(step);
          throw new Error('crash');
        },
      };
      isDone = await eraseWorkspace(gone.workspace.id, options).then(
        () => true,
        (error: Error) => {
          expect(error.message).toBe('crash');
          return false;
        },
      );
    }
    expect(crashed.size).toBeGreaterThan(15);
    expect(await traces(gone)).toEqual([]);
  },
);

describe('what is kept', () => {
  test('is that it was, and when, without a name', async () => {
    const gone = await condemned();
    await eraseWorkspace(gone.workspace.id);
    const [kept] = await world.rows('select * from erased_workspace where id = $1', [gone.workspace.id]);
    expect(kept).toMatchObject({
      erased_at: expect.any(Date),
      slug_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('keeps its address from others for a year', async () => {
    const gone = await condemned();
    const { slug } = gone.workspace;
    await eraseWorkspace(gone.workspace.id);
    const person = await personContextFor(await makeUser());
    expect((await checkAddress(person, { slug })).status).toBe('taken');
    await expect(createWorkspace(person, { name: 'Another', slug })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
    await world.rows(`update erased_workspace set reserved_until = now() where id = $1`, [gone.workspace.id]);
    expect((await checkAddress(person, { slug })).status).toBe('free');
    await expect(createWorkspace(person, { name: 'Another', slug })).resolves.toEqual({ slug });
  });

  test('is nothing of what Stripe says about it later', async () => {
    const gone = await condemned();
    await eraseWorkspace(gone.workspace.id);
    await world.stripe.deliveriesIdle();
    for (const { id } of world.stripe.deliveries().slice(0, 5)) await world.stripe.resend(id);
    await world.stripe.deliveriesIdle();
    expect(await traces(gone)).toEqual([]);
  });
});

describe('the right to erase', () => {
  test.each([
    ['is open', `status = 'active', erase_after = null`],
    ['has a day of grace left', `status = 'deleting', erase_after = now() + interval '1 day'`],
  ])('is none over a workspace that %s', async (_, state) => {
    const workspace = await makeWorkspace();
    await makePost(workspace);
    await world.rows(`update workspace set ${state} where id = $1`, [workspace.id]);
    const before = await tenantFingerprint(world.product.database, workspace.id);
    await eraseWorkspace(workspace.id);
    for (const sql of [
      `app.erase_rows('post', 10)`,
      'app.erase_stripe_events(10)',
      'app.erase_workspace()',
    ]) {
      await asRuntimeRole(workspace.id, `select ${sql}`).catch((error: Error) => {
        expect(error.message).toContain('Only a workspace whose days of grace are over');
      });
    }
    expect(await tenantFingerprint(world.product.database, workspace.id)).toEqual(before);
  });

  test('reaches no further than the workspace at hand, and no table that is not a tenant’s', async () => {
    const gone = await condemned();
    const other = await makeWorkspace();
    await makePost(other);
    const before = await tenantFingerprint(world.product.database, other.id);
    await asRuntimeRole(gone.workspace.id, `select app.erase_rows('post', 1000)`);
    expect(await tenantFingerprint(world.product.database, other.id)).toEqual(before);
    for (const table of [
      'user',
      'workspace',
      'stripe_event',
      'operator',
      'nothing',
      'post; drop table post',
    ]) {
      await expect(asRuntimeRole(gone.workspace.id, `select app.erase_rows('${table}', 10)`)).rejects.toThrow(
        'There is no tenant table',
      );
    }
  });
});

/** A statement as the running product could send it. */
async function asRuntimeRole(workspaceId: string, sql: string): Promise<void> {
  const client = await world.observer.connect();
  try {
    await client.query('begin');
    await client.query(`set local role archipelago_app`);
    await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
    await client.query(sql);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}
