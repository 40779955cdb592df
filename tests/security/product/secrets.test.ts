import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebProcess } from '../../integration/product/web-process.ts';
import {
  type Answer,
  postForm,
  product,
  productSetting,
  request,
  type SignedIn,
  signIn,
} from '../../support/product.ts';
import { root as repository } from '../../support/source-files.ts';
import { dashboardPages } from './dashboard-statuses.ts';
import { startSiteWithoutEdge } from './site-without-edge.ts';

const { host: root, hostOf } = product();
const acme = hostOf('acme');

/** What the running product knows and a browser must not. Addresses of services behind it count. */
const secretNames = [
  'DATABASE_URL',
  'CLERK_SECRET_KEY',
  'CLERK_WEBHOOK_SECRET',
  'CLERK_API_URL',
  'CLERK_FAPI_URL',
  'STRIPE_SECRET_KEY',
  'STRIPE_WEBHOOK_SECRETS',
  'SMTP_URL',
  'NEON_WS_PROXY',
  'EDGE_SECRET',
  'JOBS_SECRET',
  'WEBHOOKS_SECRET',
] as const;

interface Secret {
  name: string;
  text: string;
}

/** A secret as it is, and in every coat it could slip out in. */
function disguises(name: string, value: string): Secret[] {
  const password = URL.canParse(value) ? new URL(value).password : '';
  return [value, password]
    .filter((part) => part !== '')
    .flatMap((part) => [
      part,
      encodeURIComponent(part),
      JSON.stringify(part).slice(1, -1),
      Buffer.from(part).toString('base64').replace(/=+$/, ''),
      Buffer.from(part).toString('base64url'),
      Buffer.from(part).toString('hex'),
      [...part].reverse().join(''),
    ])
    .map((text) => ({ name, text }));
}

function foundIn(text: string, secrets: readonly Secret[]): string[] {
  return [...new Set(secrets.filter((secret) => text.includes(secret.text)).map(({ name }) => name))];
}

const wholeOf = ({ headers, setCookie, body }: Answer) => `${JSON.stringify(headers)}${setCookie}${body}`;

const secrets = secretNames.flatMap((name) => disguises(name, productSetting(name)));

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

describe('what is built', () => {
  const clientFiles = filesBelow(join(repository, 'apps/web/dist'));

  test('for the browser holds no secret', () => {
    expect(clientFiles.length).toBeGreaterThan(10);
    for (const file of clientFiles) {
      expect(foundIn(readFileSync(file, 'latin1'), secrets), file).toEqual([]);
    }
  });

  test('for the browser has no source map and names none', () => {
    for (const file of clientFiles) {
      expect(file).not.toMatch(/\.map$/);
      if (/\.(?:js|css|html)$/.test(file)) {
        expect(readFileSync(file, 'utf8'), file).not.toMatch(/[#@]\s*sourceMappingURL=/);
      }
    }
  });

  test('for the browser holds nothing that only the server uses', () => {
    for (const file of clientFiles.filter((path) => path.endsWith('.js'))) {
      const text = readFileSync(file, 'utf8');
      for (const mark of [
        'DATABASE_URL',
        'JOBS_SECRET',
        'EDGE_SECRET',
        'STRIPE_SECRET_KEY',
        'set_config',
        'PrismaClient',
        'node:crypto',
        'node:fs',
      ]) {
        expect(text.includes(mark), `${mark} in ${file}`).toBe(false);
      }
    }
  });

  test('for the server has no secret written into it: it reads them when it runs', () => {
    for (const file of filesBelow(join(repository, 'apps/web/.netlify/v1'))) {
      expect(foundIn(readFileSync(file, 'latin1'), secrets), file).toEqual([]);
    }
  });
});

const everywhere: readonly (readonly [host: string, path: string])[] = [
  [root, '/'],
  [root, '/pricing'],
  [root, '/sign-in'],
  [root, '/sign-up'],
  [root, '/workspaces'],
  [root, '/workspaces/new'],
  [root, '/account'],
  [root, '/operator'],
  [root, '/operator/health'],
  [root, '/operator/workspaces'],
  [root, '/operator/billing'],
  [root, '/operator/billing/acme'],
  [root, '/operator/jobs'],
  [root, '/nothing'],
  [root, '/w/acme'],
  [root, '/w/acme/dashboard'],
  [root, '/api/health'],
  [root, '/api/nothing'],
  [root, '/api/workspace-address?slug=acme'],
  [root, '/.netlify/functions/sweep'],
  [root, '/__clerk/v1/environment'],
  [root, '/__clerk/v1/client'],
  [acme, '/'],
  [acme, '/?cursor=damaged'],
  [acme, '/posts/how-we-name-a-station'],
  [acme, '/join'],
  [acme, '/invitation?token=x'],
  [acme, '/sign-in'],
  ...dashboardPages.map((path) => [acme, path] as const),
  ['evil.test', '/'],
];

describe('what is answered', () => {
  const people: (SignedIn | null)[] = [null];
  beforeAll(async () => {
    for (const email of ['joan@acme.test', 'ada@acme.test', 'olive@archipelago.test']) {
      people.push(await signIn(email));
    }
  });

  test.each(everywhere)('%s%s holds no secret, whoever asks', async (host, path) => {
    for (const person of people) {
      const headers = person ? { cookie: await person.cookie() } : {};
      const answer = await request(host, path, { headers });
      expect(foundIn(wholeOf(answer), secrets), person?.email ?? 'nobody').toEqual([]);
    }
  });

  test('an error holds no secret, whatever caused it', async () => {
    const cookie = (await people[2]?.cookie()) ?? '';
    for (const [path, fields] of [
      ['/dashboard/settings?_action=workspaces.update', { name: '\u0000', tagline: 'x'.repeat(5000) }],
      ['/dashboard/members/invite?_action=members.invite', { addresses: 'no address', role: 'owner' }],
      ['/dashboard/billing?_action=billing.startCheckout', { plan: 'none', interval: 'century' }],
      ['/dashboard/posts?_action=posts.publish', { postId: "' or 1=1 --" }],
      ['/nothing?_action=posts.publish', { postId: 'x' }],
      ['/api/webhooks/stripe', { a: 'b' }],
      ['/api/webhooks/clerk', { a: 'b' }],
    ] as const) {
      for (const accept of ['text/html', 'application/json']) {
        const answer = await postForm(acme, path, { fields: { ...fields }, cookie, headers: { accept } });
        expect(answer.status, path).toBeLessThan(500);
        expect(foundIn(wholeOf(answer), secrets), path).toEqual([]);
      }
    }
  });
});

describe('a product whose services all fail', () => {
  const canary = (number: number) => `${number}Canary${'0123456789abcdef'.repeat(3)}`;
  const own = {
    DATABASE_URL: productSetting('DATABASE_URL').replace(/:[^:@/]+@/, `:${canary(1)}@`),
    CLERK_SECRET_KEY: `sk_test_${canary(2)}`,
    CLERK_WEBHOOK_SECRET: `whsec_${canary(3)}`,
    STRIPE_SECRET_KEY: `sk_test_${canary(4)}`,
    STRIPE_WEBHOOK_SECRETS: `whsec_${canary(5)}`,
    SMTP_URL: `smtp://user:${canary(6)}@127.0.0.1:9`,
    EDGE_SECRET: canary(7),
    JOBS_SECRET: canary(8),
    WEBHOOKS_SECRET: canary(9),
  };
  const canaries = Object.entries(own).flatMap(([name, value]) => disguises(name, value));
  let site: WebProcess;

  beforeAll(async () => {
    site = await startSiteWithoutEdge(own);
  });
  afterAll(() => site?.stop());

  test.each([
    ['/w/acme', 500],
    ['/w/acme/posts/how-we-name-a-station', 500],
    ['/sign-in?redirect_url=/w/acme/dashboard', 500],
    ['/w/acme/dashboard', 500],
    ['/api/health', 503],
    ['/api/nothing', 404],
    ['/nothing', 404],
  ])('answers %s with %d and nothing of what it knows', async (path, status) => {
    for (const accept of ['*/*', 'application/json']) {
      const answer = await request(root, path, { port: site.port, headers: { accept } });
      expect(answer.status).toBe(status);
      expect(foundIn(wholeOf(answer), canaries)).toEqual([]);
      expect(answer.body).not.toMatch(
        /archipelago_app|password authentication|127\.0\.0\.1:\d+\/|\bat \w+ \(/,
      );
    }
  });

  test('and its log tells an operator what failed, without the secrets', () => {
    expect(site.log()).toContain('password authentication failed');
    expect(foundIn(site.log(), canaries)).toEqual([]);
  });
});
