import { deliverEvent } from '@archipelago/core/events/deliver-event';
import { createPost } from '@archipelago/core/posts/create-post';
import { createWebhookEndpoint } from '@archipelago/core/webhooks/create-webhook-endpoint';
import { deliverWebhook } from '@archipelago/core/webhooks/deliver-webhook';
import { enableWebhookEndpoint } from '@archipelago/core/webhooks/enable-webhook-endpoint';
import { forgetOldDeliveries } from '@archipelago/core/webhooks/forget-old-deliveries';
import { getWebhookDelivery } from '@archipelago/core/webhooks/get-webhook-delivery';
import { getWebhookEndpoint } from '@archipelago/core/webhooks/get-webhook-endpoint';
import { replayFailedWebhooks } from '@archipelago/core/webhooks/replay-failed-webhooks';
import { replayWebhookDelivery } from '@archipelago/core/webhooks/replay-webhook-delivery';
import { rotateWebhookSecret } from '@archipelago/core/webhooks/rotate-webhook-secret';
import { showWebhookSecret } from '@archipelago/core/webhooks/show-webhook-secret';
import { testWebhookEndpoint } from '@archipelago/core/webhooks/test-webhook-endpoint';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { startWebhooksWorld, type WebhooksWorld } from './webhooks-world.ts';

let world: WebhooksWorld;
let acme: MadeWorkspace;
let endpointId: string;

beforeAll(async () => {
  world = await startWebhooksWorld();
});
afterAll(() => world.stop());
beforeEach(async () => {
  await world.clear();
  acme = await makeWorkspace({ plan: 'pro' });
  ({ endpointId } = await createWebhookEndpoint(await context(), {
    url: world.receiver.url,
    description: 'Ours',
    events: 'all',
  }));
});

const context = () => contextFor(acme.owner, acme);
const publish = async (title = 'Hello') =>
  createPost(await context(), { title, body: 'Words.', publish: true });
const endpoint = async () => (await getWebhookEndpoint(await context(), { endpointId })).endpoint;
const deliveries = async () => (await getWebhookEndpoint(await context(), { endpointId })).deliveries.items;
const failWith = (status: number, body = 'no') => {
  world.receiver.answer = (response) => response.writeHead(status).end(body);
};

/** Runs every attempt there is, however long its wait. */
async function runToTheEnd(): Promise<void> {
  for (;;) {
    await world.skipWaits();
    const { completed, failed } = await world.run();
    if (completed + failed === 0) return;
  }
}

describe('a change reaches an endpoint', () => {
  test('signed by the standard, with what happened and nothing of the person’s whereabouts', async () => {
    const { id } = await publish('Hello ☂');
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    const [{ headers, body } = { headers: {}, body: '' }] = world.receiver.received;
    const { secret } = await showWebhookSecret(await context(), { endpointId });
    const [event] = await world.rows(
      `select id, request_id from audit_event where workspace_id = $1 and action = 'post.created'`,
      [acme.id],
    );
    expect(new Webhook(secret).verify(body, headers)).toEqual({
      id: event?.id,
      type: 'post.published',
      timestamp: expect.any(String),
      data: {
        workspace: { id: acme.id, address: acme.slug },
        actor: { kind: 'user', id: acme.owner.userId, name: acme.owner.name },
        target: { kind: 'post', id, name: 'Hello ☂' },
        changes: { status: { from: null, to: 'published' }, title: { from: null, to: 'Hello ☂' } },
      },
    });
    expect(headers).toMatchObject({ 'webhook-id': event?.id, 'content-type': 'application/json' });
    expect(body).not.toContain('192.0.2.7');
    expect(body).not.toContain(event?.request_id);
    expect(await deliveries()).toMatchObject([
      { state: 'delivered', attempts: 1, responseStatus: 204, nextAttemptAt: null },
    ]);
  });

  test('once, however often the event is told', async () => {
    await publish();
    const [job] = await world.rows(
      `select data->>'auditEventId' as id from pgboss.job where name = 'workspace-event'`,
    );
    await world.run();
    await deliverEvent(acme.id, String(job?.id));
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
  });

  test('only when it wants its type', async () => {
    await createWebhookEndpoint(await context(), {
      url: `${world.receiver.url}/members`,
      description: '',
      events: 'some',
      eventTypes: 'member.joined,member.removed',
    });
    await publish();
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
  });

  test('not without a plan that has webhooks', async () => {
    await world.rows('delete from subscription where workspace_id = $1', [acme.id]);
    await publish();
    await world.run();
    expect(await deliveries()).toEqual([]);
    expect(await outcomeOf(testWebhookEndpoint(await context(), { endpointId }))).toBe(
      'PAYMENT_REQUIRED outboundWebhooks',
    );
  });

  test('never another workspace’s', async () => {
    const globex = await makeWorkspace({ plan: 'pro' });
    await createPost(await contextFor(globex.owner, globex), { title: 'Ours', body: 'x', publish: true });
    await world.run();
    expect(world.receiver.received).toEqual([]);
  });

  test('a test event goes to that endpoint alone', async () => {
    const { deliveryId } = await testWebhookEndpoint(await context(), { endpointId });
    await world.run();
    expect(world.receiver.received.map(({ body }) => JSON.parse(body).type)).toEqual(['webhook.test']);
    expect(await getWebhookDelivery(await context(), { deliveryId })).toMatchObject({
      state: 'delivered',
      eventType: 'webhook.test',
      body: world.receiver.received[0]?.body,
      attempts: [{ number: 1, responseStatus: 204, error: null }],
    });
  });

  test('its rows and the queue hold no secret and no word of what happened', async () => {
    const { secret } = await showWebhookSecret(await context(), { endpointId });
    await publish('A very private title');
    await world.run();
    const [everything] = await world.rows(
      `select (select string_agg(t::text, '') from webhook_endpoint t) || (select string_agg(t::text, '') from webhook_delivery t)
        || (select string_agg(t::text, '') from webhook_attempt t) || (select string_agg(t::text, '') from pgboss.job t) as text`,
    );
    expect(everything?.text).not.toContain('A very private title');
    expect(everything?.text).not.toContain(secret.replace('whsec_', ''));
  });
});

describe('rotating the secret', () => {
  test('for a day both secrets are right; then only the new one', async () => {
    const { secret: before } = await showWebhookSecret(await context(), { endpointId });
    const { secret: after } = await rotateWebhookSecret(await context(), { endpointId });
    expect(after).not.toBe(before);
    await publish();
    await world.run();
    const [first] = world.receiver.received;
    for (const secret of [before, after]) {
      expect(() => new Webhook(secret).verify(first?.body ?? '', first?.headers ?? {})).not.toThrow();
    }
    await world.rows(
      `update webhook_endpoint set secret_rotated_at = now() - interval '24 hours' where id = $1`,
      [endpointId],
    );
    await publish('Again');
    await world.run();
    const second = world.receiver.received[1];
    expect(() => new Webhook(after).verify(second?.body ?? '', second?.headers ?? {})).not.toThrow();
    expect(() => new Webhook(before).verify(second?.body ?? '', second?.headers ?? {})).toThrow();
  });

  test('a second rotation waits for the first one’s day, also when both come at once', async () => {
    const ctx = await context();
    const outcomes = await Promise.all(
      [1, 2, 3].map(() => outcomeOf(rotateWebhookSecret(ctx, { endpointId }))),
    );
    expect(outcomes.sort()).toEqual(['CONFLICT rotated-lately', 'CONFLICT rotated-lately', 'done']);
    const shown = await showWebhookSecret(ctx, { endpointId });
    expect(shown.secret).toMatch(/^whsec_[\w+/]{43}=$/);
  });
});

describe('an endpoint that fails', () => {
  test('is tried again later, with the same id and a fresh signature', async () => {
    failWith(503, 'Back soon.');
    await publish();
    await world.run();
    const [delivery] = await deliveries();
    expect(delivery).toMatchObject({ state: 'pending', attempts: 1, responseStatus: 503 });
    const wait = (delivery?.nextAttemptAt?.getTime() ?? 0) - Date.now();
    expect(wait).toBeGreaterThan(3_000);
    expect(wait).toBeLessThan(7_000);
    expect(await world.run()).toMatchObject({ completed: 0 });
    failWith(200);
    await world.skipWaits();
    await world.run();
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
    const view = await getWebhookDelivery(await context(), { deliveryId: delivery?.id ?? '' });
    expect(view).toMatchObject({
      state: 'delivered',
      attempts: [
        { number: 2, responseStatus: 200 },
        { number: 1, responseStatus: 503, responseBody: 'Back soon.', error: null },
      ],
    });
  });

  test('is given up after nine attempts, and what failed is sent again when asked', async () => {
    failWith(500);
    await publish();
    await runToTheEnd();
    const [failed] = await deliveries();
    expect(failed).toMatchObject({ state: 'failed', attempts: 9 });
    expect((await endpoint()).disabledAt).toBeNull();
    failWith(204);
    await replayWebhookDelivery(await context(), { deliveryId: failed?.id ?? '' });
    await world.run();
    expect(await deliveries()).toMatchObject([{ state: 'delivered', attempts: 10 }]);
    expect((await endpoint()).failingSince).toBeNull();
  });

  test('all that failed in the last hours is sent again, once each', async () => {
    failWith(500);
    await publish('One');
    await publish('Two');
    await publish('Long ago');
    await runToTheEnd();
    await world.rows(
      `update webhook_delivery set created_at = now() - interval '3 hours' where workspace_id = $1 and event_id in
        (select id from audit_event where target_name = 'Long ago')`,
      [acme.id],
    );
    failWith(204);
    world.receiver.received.length = 0;
    expect(await replayFailedWebhooks(await context(), { endpointId, hours: '1' })).toMatchObject({
      replayed: 2,
    });
    expect(await replayFailedWebhooks(await context(), { endpointId, hours: '1' })).toMatchObject({
      replayed: 0,
    });
    await world.run();
    expect(world.receiver.received.map(({ body }) => JSON.parse(body).data.target.name).sort()).toEqual([
      'One',
      'Two',
    ]);
  });

  test('is turned off after a day, with a line in the log, and not because of one bad answer after a quiet week', async () => {
    failWith(500);
    await publish();
    await world.run();
    await world.rows(`update webhook_endpoint set failing_since = now() - interval '7 days' where id = $1`, [
      endpointId,
    ]);
    await publish('Another');
    await world.run();
    expect((await endpoint()).disabledAt).toBeNull();
    await runToTheEnd();
    expect(await endpoint()).toMatchObject({ disabledReason: 'failing', disabledAt: expect.any(Date) });
    expect(
      await world.rows(
        `select actor_kind::text, actor_name, target_name from audit_event where workspace_id = $1 and action = 'webhook.disabled'`,
        [acme.id],
      ),
    ).toEqual([
      { actor_kind: 'system', actor_name: 'Archipelago', target_name: `${world.receiver.host}/…path` },
    ]);
    await publish('While it is off');
    await world.run();
    expect(await deliveries()).toHaveLength(2);
    await enableWebhookEndpoint(await context(), { endpointId });
    expect(await endpoint()).toMatchObject({ disabledAt: null, failingSince: null });
  });

  test('is turned off at once when it answers 410, and what was on its way fails with the reason', async () => {
    failWith(500);
    await publish('Waiting');
    await world.run();
    failWith(410);
    await publish('Gone');
    await world.run();
    expect(await endpoint()).toMatchObject({ disabledReason: 'gone' });
    await runToTheEnd();
    const [, waiting] = await deliveries();
    const view = await getWebhookDelivery(await context(), { deliveryId: waiting?.id ?? '' });
    expect(view).toMatchObject({ state: 'failed' });
    expect(view.attempts[0]?.error).toContain('turned off');
    expect(await outcomeOf(replayWebhookDelivery(await context(), { deliveryId: view.id }))).toBe(
      'CONFLICT endpoint-off',
    );
  });

  test('a redirect is a failure, and is not followed', async () => {
    world.receiver.answer = (response) => response.writeHead(302, { location: world.receiver.url }).end();
    await publish();
    await world.run();
    expect(world.receiver.received).toHaveLength(1);
    expect(await deliveries()).toMatchObject([{ state: 'pending', responseStatus: 302 }]);
  });

  test('an address that has become private since it was saved is not called', async () => {
    await world.rows(`update webhook_endpoint set url = 'https://hooks.example.com/' where id = $1`, [
      endpointId,
    ]);
    await publish();
    await world.run('workspace-event');
    const [delivery] = await deliveries();
    const attempt = { workspaceId: acme.id, deliveryId: delivery?.id ?? '', attempt: 1 };
    await deliverWebhook(attempt, async () => [{ address: '169.254.169.254', family: 4 }]);
    const view = await getWebhookDelivery(await context(), { deliveryId: attempt.deliveryId });
    expect(view.attempts).toMatchObject([{ responseStatus: null }]);
    expect(view.attempts[0]?.error).toContain('private or reserved');
  });
});

describe('a worker that is killed', () => {
  test('after sending and before writing it down sends again, with the same id', async () => {
    await publish();
    await world.run('workspace-event');
    const [delivery] = await deliveries();
    const attempt = { workspaceId: acme.id, deliveryId: delivery?.id ?? '', attempt: 1 };
    world.receiver.answer = (response) => response.destroy();
    await Promise.all([deliverWebhook(attempt), deliverWebhook(attempt)]);
    expect(await deliveries()).toMatchObject([{ state: 'pending', attempts: 1 }]);
    const ids = world.receiver.received.map(({ headers }) => headers['webhook-id']);
    expect(new Set(ids).size).toBe(1);
    const jobs = await world.rows(
      `select data->>'attempt' as attempt from pgboss.job where name = 'webhook-delivery' order by 1`,
    );
    expect(jobs).toEqual([{ attempt: '1' }, { attempt: '2' }]);
  });

  test('an attempt that is on record is not made again', async () => {
    await publish();
    await world.run();
    const [delivery] = await deliveries();
    await deliverWebhook({ workspaceId: acme.id, deliveryId: delivery?.id ?? '', attempt: 1 });
    expect(world.receiver.received).toHaveLength(1);
  });
});

test('an event that was erased from the audit log is not sent, and says so', async () => {
  await publish();
  await world.run('workspace-event');
  await world.rows('delete from audit_event where workspace_id = $1', [acme.id]);
  await world.run();
  expect(world.receiver.received).toEqual([]);
  const [delivery] = await deliveries();
  const view = await getWebhookDelivery(await context(), { deliveryId: delivery?.id ?? '' });
  expect(view).toMatchObject({ state: 'failed', body: null });
  expect(view.attempts[0]?.error).toContain('no longer in the audit log');
});

test('a slow endpoint holds up nobody else, and has one request at a time', async () => {
  const held = Promise.withResolvers<void>();
  let atOnce = 0;
  let most = 0;
  world.receiver.answer = async (response, request) => {
    if (request.url === '/fast') return void response.end();
    atOnce += 1;
    most = Math.max(most, atOnce);
    await held.promise;
    atOnce -= 1;
    response.end();
  };
  const other = await makeWorkspace({ plan: 'pro' });
  const theirs = await contextFor(other.owner, other);
  await createWebhookEndpoint(theirs, {
    url: `http://${world.receiver.host}/fast`,
    description: '',
    events: 'all',
  });
  await publish('a');
  await publish('b');
  await createPost(theirs, { title: 'Fast', body: 'x', publish: true });
  await world.run('workspace-event');
  const lanes = [1, 2, 3].map(() => world.run('webhook-delivery'));
  const fast = () => world.receiver.received.some(({ body }) => body.includes('Fast'));
  await expect.poll(fast).toBe(true);
  held.resolve();
  await Promise.all(lanes);
  expect(most).toBe(1);
  expect(world.receiver.received).toHaveLength(3);
});

test('deliveries are kept for thirty days', async () => {
  await publish('Old');
  await publish('New');
  await world.run();
  await world.rows(
    `update webhook_delivery set created_at = now() - interval '31 days' where workspace_id = $1 and event_id in
      (select id from audit_event where target_name = 'Old')`,
    [acme.id],
  );
  await forgetOldDeliveries();
  expect(await deliveries()).toHaveLength(1);
  expect(await world.rows('select 1 from webhook_attempt where workspace_id = $1', [acme.id])).toHaveLength(
    1,
  );
});
