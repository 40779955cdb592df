import { deliverEvent } from '@archipelago/core/events/deliver-event';
import { type Receiver, type Subscriber, subscribers } from '@archipelago/core/events/subscribers';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { drain } from '@archipelago/core/jobs/drain';
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

type Told = Pick<Parameters<Receiver>[0], 'id' | 'action' | 'actorName' | 'targetName' | 'workspaceId'>;

let product: OwnProduct;
let acme: MadeWorkspace;
let told: Told[];
let answer: () => void;

const listener: Subscriber = {
  listensTo: (action) => action === 'member.invited',
  load: async () => async (event) => {
    told.push(event);
    answer();
  },
};

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  (subscribers as Subscriber[]).push(listener);
  told = [];
  answer = () => {};
  await product.database.observer.query('delete from pgboss.job');
  acme = await makeWorkspace();
});
afterEach(() => {
  (subscribers as Subscriber[]).splice(subscribers.indexOf(listener), 1);
});

const drainEvents = () => drain(['workspace-event'], new Date(Date.now() + 10_000));
const queued = async () =>
  (
    await product.database.observer.query(
      `select data from pgboss.job where name = 'workspace-event' and data->>'workspaceId' = $1`,
      [acme.id],
    )
  ).rows.map(({ data }) => data);
const auditIds = async () =>
  (
    await product.database.observer.query('select id from audit_event where workspace_id = $1', [acme.id])
  ).rows.map(({ id }) => id);

const invite = async (email = 'alan@example.test') =>
  inviteMember(await contextFor(acme.owner, acme), { email, role: 'member' });

test('a change is told to whoever listens, with ids alone in the queue', async () => {
  await invite();
  const [id] = await auditIds();
  expect(await queued()).toEqual([{ workspaceId: acme.id, auditEventId: id }]);
  await drainEvents();
  expect(told).toMatchObject([
    {
      id,
      workspaceId: acme.id,
      action: 'member.invited',
      actorName: acme.owner.name,
      targetName: 'alan@example.test',
    },
  ]);
});

test('a change that was refused is told to nobody', async () => {
  await invite();
  await expect(invite()).rejects.toThrow('open invitation');
  expect(await queued()).toHaveLength(1);
});

test('a subscriber that fails is told again', async () => {
  await invite();
  answer = () => {
    throw new Error('Not now.');
  };
  expect(await drainEvents()).toMatchObject({ failed: 1 });
  answer = () => {};
  await product.database.observer.query(`update pgboss.job set start_after = now() where state = 'retry'`);
  expect(await drainEvents()).toMatchObject({ completed: 1 });
  expect(told).toHaveLength(2);
});

test('an event whose audit row is gone is over', async () => {
  await invite();
  const [id] = await auditIds();
  await product.database.observer.query('delete from audit_event where id = $1', [id]);
  expect(await drainEvents()).toMatchObject({ completed: 1, failed: 0 });
  expect(told).toEqual([]);
});

test('an event of another workspace is not found in this one', async () => {
  await invite();
  const globex = await makeWorkspace();
  const [id] = await auditIds();
  await deliverEvent(globex.id, id);
  expect(told).toEqual([]);
});
