import { createWebhookEndpoint, mostEndpoints } from '@archipelago/core/webhooks/create-webhook-endpoint';
import { deleteWebhookEndpoint } from '@archipelago/core/webhooks/delete-webhook-endpoint';
import { disableWebhookEndpoint } from '@archipelago/core/webhooks/disable-webhook-endpoint';
import { getWebhookEndpoint } from '@archipelago/core/webhooks/get-webhook-endpoint';
import { listWebhookEndpoints } from '@archipelago/core/webhooks/list-webhook-endpoints';
import { testWebhookEndpoint } from '@archipelago/core/webhooks/test-webhook-endpoint';
import { updateWebhookEndpoint } from '@archipelago/core/webhooks/update-webhook-endpoint';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeWebhook } from '../../support/connection-factories.ts';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { startWebhooksWorld, type WebhooksWorld } from './webhooks-world.ts';

let world: WebhooksWorld;
let acme: MadeWorkspace;
let input: { url: string; description: string; events: 'all' };

beforeAll(async () => {
  world = await startWebhooksWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  acme = await makeWorkspace({ plan: 'pro' });
  input = { url: world.receiver.url, description: 'Ours', events: 'all' };
});

const context = () => contextFor(acme.owner, acme);
const audit = async () =>
  world.rows(
    `select action, target_name, changes from audit_event where workspace_id = $1 and action like 'webhook.%' order by created_at`,
    [acme.id],
  );

describe('adding an endpoint', () => {
  test.each([
    ['https://10.0.0.1/', 'private or reserved'],
    ['https://[::1]/', 'private or reserved'],
    ['http://example.com/', 'starts with https://'],
    ['https://user:pw@example.com/', 'user name'],
    ['not an address', 'spaces'],
    ['', 'Enter the address'],
  ])('%s is refused beside its field', async (url, message) => {
    const refusal = await createWebhookEndpoint(await context(), { ...input, url }).catch((error) => error);
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', fields: { url: expect.stringContaining(message) } });
    expect(await audit()).toEqual([]);
  });

  test('needs a plan that has webhooks', async () => {
    const free = await makeWorkspace();
    expect(await outcomeOf(createWebhookEndpoint(await contextFor(free.owner, free), input))).toBe(
      'PAYMENT_REQUIRED outboundWebhooks',
    );
  });

  test('some events means at least one', async () => {
    const refusal = await createWebhookEndpoint(await context(), { ...input, events: 'some' }).catch(
      (error) => error,
    );
    expect(refusal).toMatchObject({ code: 'BAD_REQUEST', fields: { eventTypes: expect.any(String) } });
  });

  test('the log names it without its path, which may be a secret', async () => {
    await createWebhookEndpoint(await context(), input);
    expect(await audit()).toEqual([
      { action: 'webhook.created', target_name: `${world.receiver.host}/…path`, changes: {} },
    ]);
  });

  test('the last place is given once, to whoever of many asks first', async () => {
    const ctx = await context();
    for (let n = 0; n < mostEndpoints - 1; n += 1) await makeWebhook(acme);
    const outcomes = await Promise.all([1, 2, 3].map(() => outcomeOf(createWebhookEndpoint(ctx, input))));
    expect(outcomes.sort()).toEqual(['CONFLICT too-many-endpoints', 'CONFLICT too-many-endpoints', 'done']);
  });
});

test('a change is recorded with what changed, and saving what is so already is not', async () => {
  const ctx = await context();
  const { endpointId } = await createWebhookEndpoint(ctx, input);
  await updateWebhookEndpoint(ctx, { endpointId, ...input });
  expect(await audit()).toHaveLength(1);
  await updateWebhookEndpoint(ctx, { endpointId, ...input, events: 'some', eventTypes: 'post.published' });
  expect((await audit())[1]).toMatchObject({
    action: 'webhook.updated',
    changes: { events: { from: 'all', to: 'post.published' } },
  });
  expect((await getWebhookEndpoint(ctx, { endpointId })).endpoint.eventTypes).toEqual(['post.published']);
});

test('an endpoint that was removed takes its log along, and gets nothing that was on its way', async () => {
  const ctx = await context();
  const { endpointId } = await createWebhookEndpoint(ctx, input);
  await testWebhookEndpoint(ctx, { endpointId });
  await deleteWebhookEndpoint(ctx, { endpointId });
  expect(await world.run()).toMatchObject({ completed: 1, failed: 0 });
  expect(world.receiver.received).toEqual([]);
  expect(await outcomeOf(getWebhookEndpoint(ctx, { endpointId }))).toBe('NOT_FOUND');
  expect(await listWebhookEndpoints(ctx, {})).toEqual([]);
});

test('one that is off can be tested only when it is on', async () => {
  const ctx = await context();
  const { endpointId } = await createWebhookEndpoint(ctx, input);
  await disableWebhookEndpoint(ctx, { endpointId });
  await disableWebhookEndpoint(ctx, { endpointId });
  expect(await audit()).toHaveLength(2);
  expect(await outcomeOf(testWebhookEndpoint(ctx, { endpointId }))).toBe('CONFLICT endpoint-off');
});

test('the log is read page by page, each delivery once, and by state', async () => {
  const { endpointId } = await makeWebhook(acme);
  await withWorkspace(acme.id, (tx) =>
    tx.webhookDelivery.createMany({
      data: Array.from({ length: 120 }, (_, n) => ({
        workspaceId: acme.id,
        endpointId,
        eventId: crypto.randomUUID(),
        eventType: 'post.published',
        state: n % 3 === 0 ? ('failed' as const) : ('delivered' as const),
      })),
    }),
  );
  const ctx = await context();
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const { deliveries } = await getWebhookEndpoint(ctx, { endpointId, cursor });
    seen.push(...deliveries.items.map(({ id }) => id));
    cursor = deliveries.nextCursor ?? undefined;
  } while (cursor);
  expect([seen.length, new Set(seen).size]).toEqual([121, 121]);
  const failed = await getWebhookEndpoint(ctx, { endpointId, state: 'failed' });
  expect(failed.deliveries.items).toHaveLength(40);
  expect(new Set(failed.deliveries.items.map(({ state }) => state))).toEqual(new Set(['failed']));
});
