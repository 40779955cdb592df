import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { localSite } from '@archipelago/local-cloud/netlify/local-site';
import { describeListener, isPortFree } from '@archipelago/local-cloud/postgres/describe-listener';
import { deletePostgresData } from '@archipelago/local-cloud/postgres/postgres-home';
import { acmeBilling } from '@archipelago/local-cloud/seed/billing';
import { signWebhook } from '@archipelago/local-cloud/stripe/webhooks/sign-webhook';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { seed } from '../../../prisma/seed.ts';
import { type OwnDatabase, ownDatabase } from '../../support/database.ts';
import { freePort } from '../../support/free-port.ts';
import { unique } from '../../support/own-database.ts';
import {
  eventually,
  postForm,
  product,
  productSetting,
  request,
  type SignedIn,
  signIn,
} from '../../support/product.ts';
import { root as repository } from '../../support/source-files.ts';
import { isRunning, type OwnStack, spawnStack, startOwnStack } from './own-stack.ts';
import { startWebProcess, type WebProcess } from './web-process.ts';

const { host: root, hostOf, port: productPort } = product();
const acme = hostOf('acme');
const inside =
  /node_modules|\bat \w+ \(|prisma|postgres|ECONNREFUSED|WebSocket|127\.0\.0\.1:\d+\/|DatabaseUnavailable/i;

describe('while the database is gone', () => {
  let database: OwnDatabase;
  let web: WebProcess;
  let ada: SignedIn;

  beforeAll(async () => {
    database = await ownDatabase();
    await seed({ ownerUrl: database.ownerUrl });
    web = await startWebProcess({
      port: productPort + 60,
      environment: { DATABASE_URL: database.appUrl, NEON_WS_PROXY: database.webSocketProxy },
    });
    ada = await signIn('ada@acme.test');
  });
  afterAll(async () => {
    await web?.stop();
    await database?.stop();
  });

  const get = async (path: string, headers: Record<string, string> = {}) =>
    request(acme, path, { port: web.port, headers: { cookie: await ada.cookie(), ...headers } });

  async function serves(): Promise<boolean> {
    const [page, health] = [await get('/dashboard/members'), await get('/api/health')];
    return page.status === 200 && health.status === 200;
  }

  const title = () => `Written on a bad day ${unique('')}`;
  const publish = async (text: string) =>
    postForm(acme, '/dashboard/posts/new?_action=posts.create', {
      fields: { title: text, body: 'Words.', publish: 'false' },
      cookie: await ada.cookie(),
      port: web.port,
    });

  function stripeEvent() {
    const body = JSON.stringify({
      id: unique('evt_'),
      object: 'event',
      api_version: '2026-10-28.endive',
      created: Math.floor(Date.now() / 1000),
      livemode: false,
      type: 'customer.subscription.updated',
      data: { object: { id: 'sub_x', object: 'subscription', customer: unique('cus_') } },
    });
    const secret = productSetting('STRIPE_WEBHOOK_SECRETS').split(',')[0] ?? '';
    return { body, signature: signWebhook(body, [secret], Math.floor(Date.now() / 1000)) };
  }

  const deliver = ({ body, signature }: ReturnType<typeof stripeEvent>) =>
    request(root, '/api/webhooks/stripe', {
      method: 'POST',
      port: web.port,
      headers: { 'content-type': 'application/json', 'stripe-signature': signature },
      body,
    });

  describe.each([
    ['stopped', () => database.stopPostgres()],
    ['killed', () => database.kill()],
  ])('%s', (_how, goAway) => {
    test('people are told so, honestly, and it comes back within 5 s', async () => {
      expect(await serves()).toBe(true);
      const lost = title();
      const event = stripeEvent();
      await goAway();

      for (const path of ['/', '/dashboard', '/dashboard/members', '/posts/how-we-name-a-station?cursor=x']) {
        const page = await get(path, { accept: 'text/html' });
        expect([page.status, page.headers['retry-after']], path).toEqual([503, '5']);
        expect(page.headers['content-type']).toMatch(/^text\/html/);
        expect(page.body).toContain('Back in a moment');
        expect(page.body).toContain(page.headers['x-request-id']);
        expect(page.headers['cache-control']).toContain('no-store');
        expect(page.body).not.toMatch(inside);
      }
      const german = await get('/', { accept: 'text/html', 'accept-language': 'de-AT,de;q=0.9' });
      expect(german.body).toContain('Gleich wieder da.');
      const problem = await get('/dashboard', { accept: 'application/json' });
      expect([problem.status, problem.headers['retry-after']]).toEqual([503, '5']);
      expect(problem.headers['content-type']).toBe('application/problem+json');
      expect(problem.body).not.toMatch(inside);

      const health = await request(root, '/api/health', { port: web.port });
      expect([health.status, JSON.parse(health.body)]).toEqual([
        503,
        expect.objectContaining({ status: 'unavailable', database: 'unavailable' }),
      ]);
      const form = await publish(lost);
      expect([form.status, form.headers['retry-after']]).toEqual([503, '5']);
      expect(form.body).not.toMatch(inside);
      // Stripe delivers again what was not kept.
      const delivery = await deliver(event);
      expect(delivery.status).toBe(503);
      expect(delivery.headers['retry-after']).toBeDefined();
      expect(delivery.body).not.toMatch(inside);

      // What needs no database is there as ever.
      for (const [host, path] of [
        [root, '/'],
        [root, '/pricing'],
        [root, '/sign-in'],
        [acme, '/favicon.svg'],
      ] as const) {
        expect((await request(host, path, { port: web.port })).status, path).toBe(200);
      }

      await database.startPostgres();
      await eventually('the product to serve again', serves, 5_000);
      expect((await get('/dashboard/posts')).body).not.toContain(lost);
      expect((await deliver(event)).status).toBe(200);
      const kept = title();
      expect((await publish(kept)).status).toBe(303);
      expect((await get('/dashboard/posts')).body).toContain(kept);
    });
  });

  test('the log of it names the cause once per request and no secret', () => {
    expect(web.log()).toContain('database.unavailable');
    expect(web.log()).not.toContain(localSecrets.appPassword);
  });
});

describe('a product that is set up wrongly', () => {
  const secrets = {
    EDGE_SECRET: 'e'.repeat(40),
    JOBS_SECRET: 'j'.repeat(40),
    WEBHOOKS_SECRET: 'w'.repeat(40),
    CLERK_WEBHOOK_SECRET: `whsec_${'c'.repeat(32)}`,
    STRIPE_WEBHOOK_SECRETS: `whsec_${'s'.repeat(32)}`,
  };
  const production = {
    APP_URL: 'https://archipelago.example',
    TENANT_SUBDOMAINS: 'on',
    DATABASE_URL: 'postgresql://archipelago_app:secret@db.invalid/archipelago',
    PUBLIC_CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuYXJjaGlwZWxhZ28uZXhhbXBsZSQ',
    CLERK_SECRET_KEY: 'sk_live_0123456789abcdef',
    CLERK_JWT_KEY: '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----',
    STRIPE_SECRET_KEY: 'sk_live_0123456789abcdef',
    SMTP_URL: 'smtps://user:password@mail.example:465',
    MAIL_FROM: 'Archipelago <hello@archipelago.example>',
    ...secrets,
  };

  interface Called {
    answers: { path: string; status: number; body: string }[];
    log: string;
  }

  /** The deployed server, called as the platform calls it, with exactly this environment. */
  async function call(environment: Record<string, string>): Promise<Called> {
    const program = join(repository, 'tests/integration/product/call-build.ts');
    const paths = ['/w/acme', '/sign-in', '/api/health', '/nothing'];
    const child = spawn('node', ['--disable-warning=ExperimentalWarning', program, ...paths], {
      cwd: repository,
      env: { PATH: process.env.PATH ?? '', ...environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let log = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (log += chunk));
    await once(child, 'close');
    const lines = log.trim().split('\n');
    const answered = lines.findLast((line) => line.startsWith('[{'));
    if (!answered) throw new Error(`The server answered nothing and said:\n${log}`);
    return { answers: JSON.parse(answered), log: log.replace(answered, '') };
  }

  function expectRefusal({ answers }: Called, named: readonly string[]): void {
    for (const { path, status, body } of answers) {
      expect(status, path).toBe(500);
      for (const name of named) expect(body, 'visitors are told nothing of the inside').not.toContain(name);
    }
  }

  test('names every setting that is missing at once, to its operator alone', async () => {
    const called = await call({});
    const required = Object.keys(production);
    expectRefusal(called, required);
    for (const name of required) expect(called.log).toContain(`${name} is missing`);
  });

  test('names every setting that is malformed at once, and repeats none of them', async () => {
    const malformed = {
      APP_URL: 'archipelago',
      TENANT_SUBDOMAINS: 'perhaps',
      DATABASE_URL: 'mysql://hunter2',
      STRIPE_SECRET_KEY: 'hunter2',
      SMTP_URL: 'hunter2',
      EDGE_SECRET: 'hunter2',
    };
    const called = await call({ ...production, ...malformed });
    expectRefusal(called, Object.keys(malformed));
    for (const name of Object.keys(malformed)) expect(called.log).toContain(`${name} is malformed`);
    expect(called.log).not.toContain('hunter2');
  });

  test.each(Object.keys(secrets))('refuses production without %s', async (name) => {
    const { [name]: _left, ...rest } = production as Record<string, string>;
    const called = await call(rest);
    expectRefusal(called, [name]);
    expect(called.log).toContain(`${name} is missing`);
  });

  test('refuses production with the local cloud’s keys, all named at once', async () => {
    const local = {
      PUBLIC_CLERK_PUBLISHABLE_KEY: localSecrets.clerkPublishableKey,
      CLERK_SECRET_KEY: localSecrets.clerkSecretKey,
      CLERK_WEBHOOK_SECRET: localSecrets.clerkWebhookSecret,
      STRIPE_SECRET_KEY: localSecrets.stripeSecretKey,
      STRIPE_WEBHOOK_SECRETS: localSecrets.stripeWebhookSecret,
      EDGE_SECRET: localSecrets.edgeSecret,
      JOBS_SECRET: localSecrets.jobsSecret,
      WEBHOOKS_SECRET: localSecrets.webhooksSecret,
    };
    const called = await call({ ...production, ...local });
    expectRefusal(called, Object.keys(local));
    for (const name of Object.keys(local)) expect(called.log).toContain(`${name} is the local cloud's`);
  });

  test('refuses production on one machine’s address', async () => {
    const called = await call({ ...production, APP_URL: 'http://localhost:8888', CONTEXT: 'production' });
    expectRefusal(called, ['localhost']);
    expect(called.log).toContain('an address of one machine');
  });

  test('starts with a right environment, so that the refusals above mean something', async () => {
    const { answers } = await call(production);
    const statuses = Object.fromEntries(answers.map(({ path, status }) => [path, status]));
    expect(statuses).toMatchObject({ '/sign-in': 200, '/nothing': 404, '/api/health': 503 });
  });
});

const port = productPort + 100;
const data = mkdtempSync(join(tmpdir(), 'archipelago-bad-days-'));
const stacks: OwnStack[] = [];

afterAll(async () => {
  for (const stack of stacks) {
    stack.killEverything();
    await stack.ended;
  }
  deletePostgresData(join(data, 'postgres'));
  rmSync(data, { recursive: true, force: true });
});

const spawnOwn = (environment: Record<string, string> = {}, at = port) => {
  const stack = spawnStack({ port: at, data, environment });
  stacks.push(stack);
  return stack;
};

const startOwn = async (environment: Record<string, string> = {}) => {
  const stack = await startOwnStack({ port, data, environment });
  stacks.push(stack);
  return stack;
};

describe('npm start that cannot start', () => {
  const held: { close(): void }[] = [];
  afterAll(() => {
    for (const server of held) server.close();
  });

  test('names every port that is taken, by which process, and how to move', async () => {
    for (const offset of [0, 1]) {
      const server = createTcpServer();
      server.listen(port + offset, '127.0.0.1');
      await once(server, 'listening');
      held.push(server);
    }
    const stack = spawnOwn();
    expect(await stack.ended).toBe(1);
    for (const [taken, name] of [
      [port, 'web'],
      [port + 1, 'clerk'],
    ] as const) {
      expect(stack.printed()).toContain(`${taken} (${name}) is taken by process ${process.pid} (node)`);
    }
    expect(stack.printed()).toContain(`ARCHIPELAGO_PORT=${port + 100} npm start`);
    for (const server of held.splice(0)) server.close();
  });

  test('names who holds the database’s port', async () => {
    const server = createTcpServer();
    server.listen(port + 5, '127.0.0.1');
    await once(server, 'listening');
    held.push(server);
    const stack = spawnOwn();
    expect(await stack.ended).toBe(1);
    expect(stack.printed()).toContain(`port ${port + 5}: process ${process.pid} (node) already does`);
    expect(stack.printed()).toContain('ARCHIPELAGO_PORT=');
    for (const one of held.splice(0)) one.close();
  });

  test.each([
    ['CONTEXT', 'production'],
    ['NETLIFY', 'true'],
    ['AWS_LAMBDA_FUNCTION_NAME', 'ssr'],
  ])('refuses to be a stand-in in production (%s=%s)', async (name, value) => {
    const stack = spawnOwn({ [name]: value });
    expect(await stack.ended).toBe(1);
    expect(stack.printed()).toContain('The local cloud did not start');
    expect(stack.printed()).toContain(name);
  });

  test('lists every setting a person got wrong, then stops what it had started', async () => {
    const stack = spawnOwn({ EDGE_SECRET: 'short', STRIPE_SECRET_KEY: 'hunter2', MAIL_FROM: 'nobody' });
    expect(await stack.ended).toBe(1);
    expect(stack.printed()).toContain('3 settings are wrong');
    for (const name of ['EDGE_SECRET', 'STRIPE_SECRET_KEY', 'MAIL_FROM']) {
      expect(stack.printed()).toContain(`${name} is malformed`);
    }
    expect(stack.printed()).not.toContain('hunter2');
    for (const offset of [0, 1, 2, 3, 4, 5, 6, 8, 11]) expect(await isPortFree(port + offset)).toBe(true);
  });
});

/** Answers nothing until it ends: whoever asks Stripe waits. */
async function startSilentStripe(): Promise<{ url: string; asked: Promise<unknown>; server: Server }> {
  const server = createServer(() => undefined);
  const asked = once(server, 'request');
  server.listen(await freePort(), '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { url: `http://127.0.0.1:${typeof address === 'object' ? address?.port : 0}`, asked, server };
}

describe('processes that die', () => {
  const ownRoot = `localhost:${port}`;
  const ownAcme = `acme.${ownRoot}`;
  const ownDatabaseUrl = `postgresql://archipelago_owner:${localSecrets.ownerPassword}@127.0.0.1:${port + 5}/archipelago`;

  async function inDatabase<T>(run: (client: pg.Client) => Promise<T>): Promise<T> {
    const client = new pg.Client({ connectionString: ownDatabaseUrl });
    await client.connect();
    try {
      await client.query('begin');
      await client.query("select set_config('app.stripe_customer_id', $1, true)", [
        acmeBilling.stripeCustomerId,
      ]);
      await client.query(
        "select set_config('app.workspace_id', (select id::text from workspace where slug = 'acme'), true)",
      );
      const result = await run(client);
      await client.query('commit');
      return result;
    } finally {
      await client.end();
    }
  }

  const planStatus = () =>
    inDatabase(async (client) => {
      const { rows } = await client.query<{ status: string }>('select status from subscription');
      return rows[0]?.status;
    });

  const sweep = () =>
    fetch(`http://127.0.0.1:${port + 8}/local/schedules/sweep`, {
      method: 'POST',
      headers: { authorization: `Bearer ${localSite.token}` },
    });

  async function dashboardStatus(): Promise<number> {
    const ada = await signIn('ada@acme.test', { port });
    const answer = await request(ownAcme, '/dashboard', { port, headers: { cookie: await ada.cookie() } });
    return answer.status;
  }

  test('a payment that was kept but not yet worked on, when the product is killed, still arrives', async () => {
    const silent = await startSilentStripe();
    const first = await startOwn({ STRIPE_API_URL: silent.url });
    expect(await planStatus()).toBe('trialing');
    // The sweep may have work of its own at Stripe: what counts is what happens after the change.
    const cancelled = await fetch(
      `http://127.0.0.1:${port + 2}/v1/subscriptions/${acmeBilling.stripeSubscriptionId}`,
      { method: 'DELETE', headers: { authorization: `Bearer ${localSecrets.stripeSecretKey}` } },
    );
    expect(cancelled.status).toBe(200);
    await eventually('the event in the inbox', () =>
      inDatabase(async (client) => {
        const { rowCount } = await client.query(
          "select from stripe_event where type = 'customer.subscription.deleted' and status = 'pending'",
        );
        return rowCount === 1;
      }),
    );
    await silent.asked;
    expect(await planStatus()).toBe('trialing');
    process.kill(first.webProcess(), 'SIGKILL');
    expect(await first.ended).toBe(1);
    silent.server.closeAllConnections();
    silent.server.close();

    await startOwn();
    // As if the minutes had passed that a dead worker's claims hold.
    await inDatabase(async (client) => {
      await client.query("update billing_customer set lease_until = now() - interval '1 hour'");
      await client.query(
        "update pgboss.job set heartbeat_on = now() - interval '1 hour' where state = 'active'",
      );
      await client.query('update pgboss.queue set monitor_on = null, monitor_claim_on = null');
    });
    await eventually(
      'the plan of the cancelled subscription',
      async () => {
        await sweep();
        return (await planStatus()) === 'canceled';
      },
      60_000,
    );
  }, 120_000);

  test('after kill -9 of everything the next start has it all again', async () => {
    const before = stacks.at(-1);
    const pids = before?.processes() ?? [];
    expect(pids.length).toBeGreaterThan(4);
    before?.killEverything();
    await before?.ended;
    await eventually('every process to be gone', async () => !pids.some(isRunning));

    await startOwn();
    expect(await planStatus()).toBe('canceled');
    expect(await dashboardStatus()).toBe(200);
  }, 60_000);

  test('Ctrl-C stops every process and frees every port', async () => {
    const stack = stacks.at(-1);
    const pids = stack?.processes() ?? [];
    expect(pids.length).toBeGreaterThan(4);
    stack?.interrupt();
    await stack?.ended;
    await eventually('every process to be gone', async () => !pids.some(isRunning), 10_000);
    for (const offset of [0, 1, 2, 3, 4, 5, 6, 8, 11]) {
      expect([offset, describeListener(port + offset)]).toEqual([offset, null]);
    }
  }, 30_000);
});
