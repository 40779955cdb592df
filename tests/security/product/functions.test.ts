import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { boot } from '@archipelago/core/boot';
import { enqueue } from '@archipelago/core/jobs/enqueue';
import { pokeHeader, signPoke } from '@archipelago/core/jobs/poke-signature';
import { disconnect } from '@archipelago/db/connection';
import { withStripeCustomer } from '@archipelago/db/with-stripe-customer';
import { svixHeaders } from '@archipelago/local-cloud/clerk/webhooks/svix-signature';
import { localSite } from '@archipelago/local-cloud/netlify/local-site';
import { signWebhook } from '@archipelago/local-cloud/stripe/webhooks/sign-webhook';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { unique } from '../../support/own-database.ts';
import { eventually, product, productSetting, request } from '../../support/product.ts';
import { root } from '../../support/source-files.ts';

const { host, hostOf, port, ownerUrl } = product();

interface FunctionModule {
  config: { path?: string; method?: string; background?: boolean; schedule?: string };
}

const folder = join(root, 'netlify/functions');
const functions = await Promise.all(
  readdirSync(folder).map(async (file) => {
    const { config } = (await import(join(folder, file))) as FunctionModule;
    return [file.replace(/\.ts$/, ''), config] as const;
  }),
);
const addressed = functions.flatMap(([name, { path }]) => (path ? [[name, path] as const] : []));

let database: pg.Client;
beforeAll(async () => {
  boot();
  database = new pg.Client({ connectionString: ownerUrl });
  await database.connect();
});
afterAll(async () => {
  await disconnect();
  await database?.end();
});

interface Run {
  id: string;
  functionName: string;
  trigger: string;
  status: string;
}

/** Every run of a background or scheduled function that the platform remembers. */
async function runs(): Promise<Run[]> {
  const response = await fetch(`http://127.0.0.1:${port + 8}/local/status`, {
    headers: { authorization: `Bearer ${localSite.token}` },
  });
  return ((await response.json()) as { invocations: Run[] }).invocations;
}

describe('a function is reached at the address it names and nowhere else', () => {
  test('every function takes posts below /api, has a schedule, or is a picture of the tenants’ sites', () => {
    expect(functions.length).toBeGreaterThan(0);
    for (const [name, { path, schedule, method, background }] of functions) {
      expect(path ?? schedule, name).toBeDefined();
      if (name === 'post-card')
        expect([path, method]).toEqual(['/w/:workspace/posts/:post/card.png', undefined]);
      else if (path) expect([path.startsWith('/api/'), method], name).toEqual([true, 'POST']);
      expect(background === true, name).toBe(name.endsWith('-background'));
    }
  });

  test.each([...functions.map(([name]) => name), 'ssr', 'ssr/ssr', 'server', 'tenant-routing'])(
    '%s is not at the platform’s own address',
    async (name) => {
      const before = (await runs()).filter(({ trigger }) => trigger === 'request').length;
      const paths = ['functions', 'builders', 'edge-functions', 'v1/functions'].flatMap((place) => [
        `/.netlify/${place}/${name}`,
        `/.netlify/${place}/${name}/`,
        `/.netlify/${place}/${name}.ts`,
        `/.netlify/${place}/${name.toUpperCase()}`,
        `/%2enetlify/${place}/${name}`,
        `/.netlify/${place}/x/../${name}`,
      ]);
      for (const path of paths) {
        for (const method of ['GET', 'POST']) {
          const asked = await request(host, path, { method, body: method === 'POST' ? '{}' : undefined });
          const askedAtTenant = await request(hostOf('acme'), path, { method });
          expect([asked.status, askedAtTenant.status], `${method} ${path}`).toEqual([404, 404]);
        }
      }
      const after = (await runs()).filter(({ trigger }) => trigger === 'request').length;
      expect(after).toBe(before);
    },
  );

  test.each(addressed)('%s takes POST alone', async (_name, path) => {
    for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']) {
      const answer = await request(host, path, { method });
      expect([404, 405], method).toContain(answer.status);
    }
  });

  test('a schedule has no address at all', async () => {
    for (const [name, { schedule }] of functions) {
      if (!schedule) continue;
      for (const path of [`/api/${name}`, `/api/jobs/${name}`, `/.netlify/functions/${name}`]) {
        expect((await request(host, path, { method: 'POST', body: '{"next_run":"now"}' })).status).toBe(404);
      }
    }
  });
});

const jobsSecret = productSetting('JOBS_SECRET');
const minute = 60_000;

const forgeries: readonly (readonly [string, (path: string, other: string) => string | undefined])[] = [
  ['unsigned', () => undefined],
  ['with an empty signature', () => ''],
  ['with garbage for a signature', () => 'x.y'],
  ['signed with another secret', (path) => signPoke('another secret of thirty-two letters', path)],
  ['signed with no secret', (path) => signPoke('', path)],
  ['signed for the other function', (_path, other) => signPoke(jobsSecret, other)],
  ['signed two minutes ago', (path) => signPoke(jobsSecret, path, Date.now() - 2 * minute)],
  ['signed for the day after tomorrow', (path) => signPoke(jobsSecret, path, Date.now() + 2880 * minute)],
  [
    'with a later expiry than was signed',
    (path) => signPoke(jobsSecret, path).replace(/^\d+/, (t) => `${+t + 1}`),
  ],
  ['with more behind the signature', (path) => `${signPoke(jobsSecret, path)}x`],
  ['with the signature cut short', (path) => signPoke(jobsSecret, path).slice(0, -1)],
];

const background = [
  ['/api/jobs/run', '/api/jobs/stripe-events', 'identity-sync'],
  ['/api/jobs/stripe-events', '/api/jobs/run', 'stripe-customer'],
] as const;

async function isWaiting(queue: string, key: string): Promise<boolean> {
  const { rows } = await database.query<{ state: string }>(
    'select state from pgboss.job where name = $1 and singleton_key = $2',
    [queue, key],
  );
  expect(rows).toHaveLength(1);
  return rows[0]?.state === 'created';
}

describe('a background function works for nobody but the product', () => {
  test.each(background)(
    '%s ignores what the product did not sign, and works when it did',
    async (path, other, queue) => {
      for (let attempt = 1; ; attempt += 1) {
        const key = unique(queue === 'identity-sync' ? 'user_' : 'cus_');
        await withStripeCustomer('none', (tx) =>
          queue === 'identity-sync'
            ? enqueue(tx, queue, key, { clerkUserId: key })
            : enqueue(tx, queue, key, { stripeCustomerId: key }),
        );
        const before = new Set((await runs()).map(({ id }) => id));
        for (const [what, sign] of forgeries) {
          const signature = sign(path, other);
          const headers = signature === undefined ? {} : { [pokeHeader]: signature };
          const answer = await request(host, path, { method: 'POST', headers, body: '' });
          // The platform answers before the function has looked.
          expect([202], what).toContain(answer.status);
        }
        const since = await eventually('the forged calls to have ended', async () => {
          const found = (await runs()).filter(({ id }) => !before.has(id));
          const areOver = found.every(({ status }) => status === 'succeeded');
          return found.length >= forgeries.length && areOver ? found : null;
        });
        // When the product's own sweep came between, the job may be gone for a good reason: again.
        if (since.length > forgeries.length && attempt < 4) continue;
        expect(await isWaiting(queue, key)).toBe(true);

        const headers = { [pokeHeader]: signPoke(jobsSecret, path) };
        await request(host, path, { method: 'POST', headers, body: '' });
        await eventually('the job to be done', async () => !(await isWaiting(queue, key)));
        return;
      }
    },
  );

  test('a body is neither needed nor read', async () => {
    for (const [path] of background) {
      const answer = await request(host, path, { method: 'POST', body: 'x'.repeat(300 * 1024) });
      expect(answer.status).toBe(413);
    }
  });
});

const stripeSecret = productSetting('STRIPE_WEBHOOK_SECRETS').split(',')[0]?.trim() ?? '';
const clerkSecret = productSetting('CLERK_WEBHOOK_SECRET');
const nowInSeconds = () => Math.floor(Date.now() / 1000);

function stripeEvent(over: object = {}) {
  const id = unique('evt_');
  const customer = unique('cus_');
  const body = JSON.stringify({
    id,
    object: 'event',
    api_version: '2026-10-28.endive',
    created: nowInSeconds(),
    livemode: false,
    type: 'customer.subscription.updated',
    data: { object: { id: unique('sub_'), object: 'subscription', customer } },
    ...over,
  });
  return { id, customer, body };
}

async function hasStripeEvent({ id, customer }: { id: string; customer: string }): Promise<boolean> {
  await database.query('begin');
  await database.query("select set_config('app.stripe_customer_id', $1, true)", [customer]);
  const { rowCount } = await database.query('select from stripe_event where id = $1', [id]);
  await database.query('commit');
  return rowCount === 1;
}

const sendToStripeWebhook = (body: string | Uint8Array, headers: Record<string, string | string[]>) =>
  request(host, '/api/webhooks/stripe', {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...headers },
    body,
  });

describe('Stripe’s webhook', () => {
  test('keeps what Stripe signed', async () => {
    const event = stripeEvent();
    const signature = signWebhook(event.body, [stripeSecret], nowInSeconds());
    expect((await sendToStripeWebhook(event.body, { 'stripe-signature': signature })).status).toBe(200);
    expect(await hasStripeEvent(event)).toBe(true);
  });

  const sign = (body: string, at = nowInSeconds(), secret = stripeSecret) => signWebhook(body, [secret], at);

  test.each<[string, (body: string) => Record<string, string | string[]>, ((body: string) => string)?]>([
    ['without a signature', () => ({})],
    ['with an empty signature', () => ({ 'stripe-signature': '' })],
    ['with garbage for a signature', () => ({ 'stripe-signature': 't=1,v1=00' })],
    [
      'signed with another secret',
      (body) => ({ 'stripe-signature': sign(body, undefined, `${stripeSecret}x`) }),
    ],
    ['signed with Clerk’s secret', (body) => ({ 'stripe-signature': sign(body, undefined, clerkSecret) })],
    ['signed with no secret', (body) => ({ 'stripe-signature': sign(body, undefined, '') })],
    ['signed six minutes ago', (body) => ({ 'stripe-signature': sign(body, nowInSeconds() - 360) })],
    ['signed for tomorrow', (body) => ({ 'stripe-signature': sign(body, nowInSeconds() + 86_400) })],
    [
      'with a newer time than was signed',
      (body) => ({
        'stripe-signature': sign(body, nowInSeconds() - 9_999).replace(/t=\d+/, `t=${nowInSeconds()}`),
      }),
    ],
    [
      'with two times',
      (body) => ({ 'stripe-signature': `${sign(body, nowInSeconds() - 9_999)},t=${nowInSeconds()}` }),
    ],
    ['of a scheme that is not secret', (body) => ({ 'stripe-signature': sign(body).replace('v1=', 'v0=') })],
    ['changed after it was signed', (body) => ({ 'stripe-signature': sign(body) }), (body) => `${body} `],
    ['in another encoding', (body) => ({ 'stripe-signature': sign(body) }), (body) => `\ufeff${body}`],
  ])('%s: 400, and nothing is kept', async (_what, headersOf, change = (body) => body) => {
    const event = stripeEvent();
    const answer = await sendToStripeWebhook(change(event.body), headersOf(event.body));
    expect(answer.status).toBe(400);
    expect(await hasStripeEvent(event)).toBe(false);
  });

  test('an event of the live mode is refused in test mode', async () => {
    const event = stripeEvent({ livemode: true });
    const answer = await sendToStripeWebhook(event.body, { 'stripe-signature': sign(event.body) });
    expect([answer.status, await hasStripeEvent(event)]).toEqual([400, false]);
  });

  test('a body larger than any event is refused, signed or not', async () => {
    const event = stripeEvent({ padding: 'x'.repeat(1024 * 1024) });
    const answer = await sendToStripeWebhook(event.body, { 'stripe-signature': sign(event.body) });
    expect([answer.status, await hasStripeEvent(event)]).toEqual([413, false]);
    expect((await sendToStripeWebhook('x'.repeat(7 * 1024 * 1024), {})).status).toBe(413);
  });
});

function clerkEvent() {
  const clerkUserId = unique('user_');
  const body = JSON.stringify({ type: 'user.updated', object: 'event', data: { id: clerkUserId } });
  return { clerkUserId, body };
}

async function hasIdentityJob({ clerkUserId }: { clerkUserId: string }): Promise<boolean> {
  const { rowCount } = await database.query(
    `select from pgboss.job where name = 'identity-sync' and data ->> 'clerkUserId' = $1`,
    [clerkUserId],
  );
  return (rowCount ?? 0) > 0;
}

describe('Clerk’s webhook', () => {
  const signed = (body: string, at = Date.now(), secret = clerkSecret) =>
    svixHeaders(secret, unique('msg_'), body, at);
  const send = (body: string, headers: Record<string, string>) =>
    request(host, '/api/webhooks/clerk', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body,
    });

  test('queues a look at the person Clerk named', async () => {
    const event = clerkEvent();
    expect((await send(event.body, signed(event.body))).status).toBe(202);
    expect(await hasIdentityJob(event)).toBe(true);
  });

  test.each<[string, (body: string) => Record<string, string>, ((body: string) => string)?]>([
    ['without a signature', () => ({})],
    ['with garbage for a signature', (body) => ({ ...signed(body), 'svix-signature': 'v1,AAAA' })],
    [
      'signed with another secret',
      (body) => signed(body, undefined, `whsec_${Buffer.from('another').toString('base64')}`),
    ],
    ['signed ten minutes ago', (body) => signed(body, Date.now() - 10 * minute)],
    ['signed for tomorrow', (body) => signed(body, Date.now() + 1440 * minute)],
    ['of another message', (body) => ({ ...signed(body), 'svix-id': unique('msg_') })],
    [
      'with a newer time than was signed',
      (body) => ({ ...signed(body, Date.now() - 60 * minute), 'svix-timestamp': `${nowInSeconds()}` }),
    ],
    ['changed after it was signed', (body) => signed(body), (body) => body.replace('updated', 'deleted')],
  ])('%s: 400, and nothing is queued', async (_what, headersOf, change = (body) => body) => {
    const event = clerkEvent();
    const answer = await send(change(event.body), headersOf(event.body));
    expect([answer.status, await hasIdentityJob(event)]).toEqual([400, false]);
  });

  test('a body larger than any event is refused', async () => {
    const event = clerkEvent();
    const body = event.body.replace('{', `{"padding":"${'x'.repeat(1024 * 1024)}",`);
    expect([(await send(body, signed(body))).status, await hasIdentityJob(event)]).toEqual([413, false]);
  });

  test('what it says of a person is not believed: they are read at Clerk', async () => {
    const { rows } = await database.query<{ count: string }>('select count(*) from operator');
    const body = JSON.stringify({
      type: 'user.updated',
      object: 'event',
      data: {
        id: 'user_local_joan',
        public_metadata: { operator: true },
        email_addresses: [{ id: 'x', email_address: 'eve@evil.test' }],
        primary_email_address_id: 'x',
      },
    });
    expect((await send(body, signed(body))).status).toBe(202);
    await eventually('the person to be read again', async () => {
      const waiting = await database.query(
        `select from pgboss.job where name = 'identity-sync' and data ->> 'clerkUserId' = 'user_local_joan'
          and state in ('created', 'active', 'retry')`,
      );
      return waiting.rowCount === 0;
    });
    await database.query('begin');
    await database.query(`select set_config('app.clerk_user_id', 'user_local_joan', true)`);
    const joan = await database.query<{ email: string }>('select email from "user"');
    await database.query('commit');
    expect(joan.rows.map(({ email }) => email)).toEqual(['joan@acme.test']);
    expect((await database.query<{ count: string }>('select count(*) from operator')).rows).toEqual(rows);
  });
});
