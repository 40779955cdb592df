import { settleSubscription } from '@archipelago/core/billing/settle-subscription';
import { stripe } from '@archipelago/core/billing/stripe';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { queueDueErasures } from '@archipelago/core/erasure/queue-due-erasures';
import { requestExport } from '@archipelago/core/exports/request-export';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { listMembers } from '@archipelago/core/members/list-members';
import { checkAddress } from '@archipelago/core/workspaces/check-address';
import { createWorkspace } from '@archipelago/core/workspaces/create-workspace';
import { deleteWorkspace } from '@archipelago/core/workspaces/delete-workspace';
import { listMyWorkspaces } from '@archipelago/core/workspaces/list-my-workspaces';
import { restoreWorkspace } from '@archipelago/core/workspaces/restore-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeWorkspace,
  personContextFor,
} from '../../support/factories.ts';
import { type DataWorld, startDataWorld } from './data-world.ts';

let world: DataWorld;

beforeAll(async () => {
  world = await startDataWorld();
});
afterAll(() => world.stop());

async function deleted(over: Parameters<typeof makeWorkspace>[0] = {}): Promise<MadeWorkspace> {
  const workspace = await makeWorkspace(over);
  await deleteWorkspace(await contextFor(workspace.owner, workspace), { name: workspace.name });
  return workspace;
}

function whatIsAt(workspace: { slug: string }, user: MadeUser | null) {
  return loadRequestContext({
    slug: workspace.slug,
    clerkUserId: user?.clerkUserId ?? null,
    request: { requestId: 'req', ip: null, country: null },
  });
}

async function closingContext(workspace: MadeWorkspace, user = workspace.owner) {
  const { closing } = await whatIsAt(workspace, user);
  if (!closing) throw new Error('The workspace is not being deleted.');
  return closing;
}

describe('deleting a workspace', () => {
  test('closes it at once, and names the day in thirty days', async () => {
    const workspace = await deleted();
    const { workspace: open, closing } = await whatIsAt(workspace, null);
    expect(open).toBeNull();
    const days = ((closing?.workspace.eraseAfter?.getTime() ?? 0) - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(29.99);
    expect(days).toBeLessThanOrEqual(30);
  });

  test('takes its name, typed as it is', async () => {
    const workspace = await makeWorkspace({ name: 'Acme Tools' });
    const ctx = await contextFor(workspace.owner, workspace);
    for (const name of ['', 'acme tools', 'Acme', 'Acme Tools 2']) {
      await expect(deleteWorkspace(ctx, { name })).rejects.toMatchObject({ code: 'BAD_REQUEST' });
    }
    expect((await whatIsAt(workspace, null)).workspace).not.toBeNull();
    await deleteWorkspace(ctx, { name: ' Acme Tools ' });
    expect((await whatIsAt(workspace, null)).workspace).toBeNull();
  });

  test('is for owners', async () => {
    const workspace = await makeWorkspace();
    const admin = await contextFor(await makeMember(workspace, 'admin'), workspace);
    await expect(deleteWorkspace(admin, { name: workspace.name })).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
  });

  test('tells every owner by mail, with the day and where to restore it', async () => {
    const workspace = await makeWorkspace();
    const second = await makeMember(workspace, 'owner');
    const admin = await makeMember(workspace, 'admin');
    await deleteWorkspace(await contextFor(second, workspace), { name: workspace.name });
    await world.drain('mail');
    const told = world.mailbox.mails.filter(({ subject }) =>
      subject?.startsWith(`${workspace.name} will be erased`),
    );
    const receivers = told.map(({ to }) => to?.[0]?.address).sort();
    expect(receivers).toEqual([workspace.owner.email, second.email].sort());
    expect(receivers).not.toContain(admin.email);
    expect(told[0]?.text).toContain(`${workspace.slug}.localhost`);
    expect(told[0]?.text).toContain('/closing');
  });

  test('stops its work: no command, no export, no queued job but those that wind it up', async () => {
    const workspace = await makeWorkspace({ plan: 'pro' });
    const before = await contextFor(workspace.owner, workspace);
    await requestExport(before, {});
    await inviteMember(before, { email: 'nobody@example.test', role: 'member' });
    await deleteWorkspace(before, { name: workspace.name });
    const sent = world.mailbox.mails.length;
    await world.drain('export-workspace', 'mail', 'purge-site', 'settle-subscription');
    expect(world.mailbox.mails.slice(sent).map(({ subject }) => subject)).toEqual([
      expect.stringContaining('will be erased'),
    ]);
    const exports = await world.rows('select state from data_export where workspace_id = $1', [workspace.id]);
    expect(exports).toEqual([{ state: 'failed' }]);
    const closing = await closingContext(workspace);
    await expect(inviteMember(closing, { email: 'b@example.test', role: 'member' })).rejects.toMatchObject({
      code: 'GONE',
    });
    await expect(listMembers(closing, {})).rejects.toMatchObject({ code: 'GONE' });
    await expect(requestExport(closing, {})).rejects.toMatchObject({ code: 'GONE' });
    await expect(deleteWorkspace(closing, { name: workspace.name })).rejects.toMatchObject({ code: 'GONE' });
  });

  test('shows it as being deleted to its team, and not at all to its guests', async () => {
    const workspace = await makeWorkspace();
    const guest = await makeMember(workspace, 'guest');
    await deleteWorkspace(await contextFor(workspace.owner, workspace), { name: workspace.name });
    const mine = await listMyWorkspaces(await personContextFor(workspace.owner), {});
    expect(mine.items).toMatchObject([{ slug: workspace.slug, eraseAfter: expect.anything() }]);
    expect((await listMyWorkspaces(await personContextFor(guest), {})).items).toEqual([]);
  });

  test('keeps its address taken', async () => {
    const workspace = await deleted();
    const { slug } = workspace;
    const person = await personContextFor(workspace.owner);
    expect((await checkAddress(person, { slug })).status).toBe('taken');
    await expect(createWorkspace(person, { name: 'Another', slug })).rejects.toMatchObject({
      code: 'CONFLICT',
    });
  });
});

describe('restoring a workspace', () => {
  test('opens it as it was', async () => {
    const workspace = await deleted();
    await restoreWorkspace(await closingContext(workspace), {});
    const { workspace: open } = await whatIsAt(workspace, workspace.owner);
    expect(open).toMatchObject({
      workspace: { status: 'active', eraseAfter: null },
      grant: { role: 'owner' },
    });
    const actions = await world.rows(
      'select action from audit_event where workspace_id = $1 order by created_at',
      [workspace.id],
    );
    expect(actions).toEqual([{ action: 'workspace.deletion_requested' }, { action: 'workspace.restored' }]);
  });

  test('is for owners, also of two who do it at once, and again is the same as once', async () => {
    const workspace = await makeWorkspace();
    const admin = await makeMember(workspace, 'admin');
    await deleteWorkspace(await contextFor(workspace.owner, workspace), { name: workspace.name });
    const closing = await closingContext(workspace);
    await expect(restoreWorkspace(await closingContext(workspace, admin), {})).rejects.toMatchObject({
      code: 'FORBIDDEN',
    });
    await Promise.all([restoreWorkspace(closing, {}), restoreWorkspace(closing, {})]);
    await restoreWorkspace(closing, {});
    const restored = await world.rows(
      `select 1 from audit_event where workspace_id = $1 and action = 'workspace.restored'`,
      [workspace.id],
    );
    expect(restored).toHaveLength(1);
  });

  test('is over when the days of grace are, even before anything is erased', async () => {
    const workspace = await deleted();
    await world.rows(`update workspace set erase_after = now() - interval '1 second' where id = $1`, [
      workspace.id,
    ]);
    await expect(restoreWorkspace(await closingContext(workspace), {})).rejects.toMatchObject({
      code: 'GONE',
    });
  });
});

describe('the subscription of a deleted workspace', () => {
  async function subscribed() {
    const workspace = await makeWorkspace();
    const customer = await stripe().customers.create({ metadata: { workspaceId: workspace.id } });
    const { data } = await stripe().prices.list({ lookup_keys: ['pro_monthly'], active: true });
    const card = await stripe().paymentMethods.attach('pm_card_visa', { customer: customer.id });
    const subscription = await stripe().subscriptions.create({
      customer: customer.id,
      items: [{ price: data[0]?.id ?? '', quantity: 1 }],
      default_payment_method: card.id,
    });
    await world.rows('insert into billing_customer (workspace_id, stripe_customer_id) values ($1, $2)', [
      workspace.id,
      customer.id,
    ]);
    const now = () => stripe().subscriptions.retrieve(subscription.id);
    return { workspace, now };
  }

  test('pays for no further period, and goes on when the workspace is restored', async () => {
    const { workspace, now } = await subscribed();
    await deleteWorkspace(await contextFor(workspace.owner, workspace), { name: workspace.name });
    await world.drain('settle-subscription');
    await settleSubscription(workspace.id);
    expect(await now()).toMatchObject({ status: 'active', cancel_at_period_end: true });
    await restoreWorkspace(await closingContext(workspace), {});
    await world.drain('settle-subscription');
    await settleSubscription(workspace.id);
    expect(await now()).toMatchObject({ status: 'active', cancel_at_period_end: false, metadata: {} });
  });

  test('stays cancelled after restoring when its owner had cancelled it before', async () => {
    const { workspace, now } = await subscribed();
    await stripe().subscriptions.update((await now()).id, { cancel_at_period_end: true });
    await deleteWorkspace(await contextFor(workspace.owner, workspace), { name: workspace.name });
    await world.drain('settle-subscription');
    await restoreWorkspace(await closingContext(workspace), {});
    await world.drain('settle-subscription');
    expect((await now()).cancel_at_period_end).toBe(true);
  });
});

test('the nightly round erases those whose days of grace are over, and no others', async () => {
  const due = await deleted();
  const notYet = await deleted();
  const open = await makeWorkspace();
  await world.rows(`update workspace set erase_after = now() - interval '1 second' where id = $1`, [due.id]);
  await queueDueErasures();
  await queueDueErasures();
  expect(await world.drain('erase-workspace')).toMatchObject({ failed: 0 });
  const left = await world.rows<{ id: string }>('select id from workspace where id = any($1)', [
    [due.id, notYet.id, open.id],
  ]);
  expect(left.map(({ id }) => id).sort()).toEqual([notYet.id, open.id].sort());
});
