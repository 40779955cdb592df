import { expect, test } from 'vitest';
import { readEnvironment } from './environment.ts';

const pem = '-----BEGIN PUBLIC KEY-----\nMIIB\n-----END PUBLIC KEY-----';

const production = {
  APP_URL: 'https://archipelago.example',
  TENANT_SUBDOMAINS: 'on',
  DATABASE_URL: 'postgresql://archipelago_app:secret@ep-cool.neon.tech/neondb',
  PUBLIC_CLERK_PUBLISHABLE_KEY: 'pk_live_Y2xlcmsuYXJjaGlwZWxhZ28uZXhhbXBsZSQ',
  CLERK_SECRET_KEY: 'sk_live_0123456789abcdef',
  CLERK_JWT_KEY: pem,
  CLERK_WEBHOOK_SECRET: 'whsec_0123456789abcdef0123456789abcdef',
  STRIPE_SECRET_KEY: 'sk_live_0123456789abcdef',
  STRIPE_WEBHOOK_SECRETS: 'whsec_0123456789abcdef, whsec_fedcba9876543210',
  SMTP_URL: 'smtps://user:password@mail.example:465',
  MAIL_FROM: 'Archipelago <hello@archipelago.example>',
  EDGE_SECRET: 'e'.repeat(32),
  JOBS_SECRET: 'j'.repeat(32),
  WEBHOOKS_SECRET: 'w'.repeat(32),
};

const local = {
  ...production,
  APP_URL: 'http://localhost:8888',
  PUBLIC_CLERK_PUBLISHABLE_KEY: 'pk_test_Y2xlcmsubG9jYWxob3N0JA',
  PUBLIC_CLERK_PROXY_URL: '/__clerk',
  CLERK_SECRET_KEY: 'sk_test_archipelago_local',
  CLERK_API_URL: 'http://127.0.0.1:8889/bapi',
  CLERK_WEBHOOK_SECRET: `whsec_${Buffer.from('archipelago-local-clerk-webhooks').toString('base64')}`,
  STRIPE_API_URL: 'http://127.0.0.1:8890',
};

function problemsOf(source: Record<string, string | undefined>): string {
  try {
    readEnvironment(source);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('a complete production environment is read', () => {
  const settings = readEnvironment(production);
  expect(settings.isLocal).toBe(false);
  expect(settings.TENANT_SUBDOMAINS).toBe(true);
  expect(settings.STRIPE_WEBHOOK_SECRETS).toEqual(['whsec_0123456789abcdef', 'whsec_fedcba9876543210']);
});

test('the local cloud is accepted on a loopback address', () => {
  expect(readEnvironment(local).isLocal).toBe(true);
  expect(readEnvironment({ ...local, APP_URL: 'http://127.0.0.1:8888/' }).APP_URL).toBe(
    'http://127.0.0.1:8888',
  );
});

test('every problem is listed at once, each with what the variable is for', () => {
  const message = problemsOf({
    ...production,
    EDGE_SECRET: 'short',
    SMTP_URL: undefined,
    APP_URL: 'archipelago',
    JOBS_SECRET: '',
  });
  expect(message).toContain('4 settings are wrong');
  expect(message).toMatch(/APP_URL is malformed\. It is the address of the product/);
  expect(message).toMatch(/SMTP_URL is missing\. It is the mail server/);
  expect(message).toMatch(/EDGE_SECRET is malformed\. It is at least 32/);
  expect(message).toMatch(/JOBS_SECRET is missing/);
});

test('an empty environment names every required variable', () => {
  const message = problemsOf({});
  for (const name of Object.keys(production)) expect(message).toContain(`${name} is missing`);
});

test('a problem never repeats the value, which may be a secret', () => {
  expect(problemsOf({ ...production, JOBS_SECRET: 'too-short-secret' })).not.toContain('too-short-secret');
});

test.each([
  ['CLERK_SECRET_KEY', 'sk_test_archipelago_local'],
  ['STRIPE_SECRET_KEY', 'sk_test_archipelago_local'],
  ['STRIPE_WEBHOOK_SECRETS', 'whsec_archipelago_local_stripe_webhooks'],
  ['CLERK_WEBHOOK_SECRET', local.CLERK_WEBHOOK_SECRET],
  ['PUBLIC_CLERK_PUBLISHABLE_KEY', 'pk_test_Y2xlcmsubG9jYWxob3N0JA'],
  ['EDGE_SECRET', 'archipelago-local-edge-secret-0123456789'],
  ['JOBS_SECRET', 'archipelago-local-jobs-secret-0123456789'],
  ['WEBHOOKS_SECRET', 'archipelago-local-webhooks-secret-012345'],
  ['DATABASE_URL', 'postgresql://archipelago_app:archipelago-local-app@127.0.0.1:8893/archipelago'],
])('production refuses the local %s', (name, value) => {
  expect(problemsOf({ ...production, [name]: value })).toContain(`${name} is the local cloud's`);
});

test.each(['CLERK_API_URL', 'CLERK_FAPI_URL', 'STRIPE_API_URL'])(
  'production refuses a redirected %s',
  (name) => {
    expect(problemsOf({ ...production, [name]: 'http://127.0.0.1:9999' })).toContain(
      `${name} is for the local cloud only`,
    );
  },
);

test('production refuses plain http', () => {
  expect(problemsOf({ ...production, APP_URL: 'http://archipelago.example' })).toContain('must be https');
});

test('a production deploy refuses a loopback address', () => {
  expect(problemsOf({ ...local, CONTEXT: 'production' })).toContain('an address of one machine');
});

test.each(['http://localhost.evil.example', 'http://127.0.0.1.evil.example', 'http://notlocalhost:8888'])(
  '%s is not taken for a loopback address',
  (address) => {
    expect(problemsOf({ ...production, APP_URL: address })).toContain('must be https');
  },
);

test('private receivers of webhooks are named on a person’s own machine and nowhere else', () => {
  const hosts = { WEBHOOK_ALLOWED_PRIVATE_HOSTS: 'localhost:8899, 127.0.0.1:8899' };
  expect(readEnvironment({ ...local, ...hosts }).WEBHOOK_ALLOWED_PRIVATE_HOSTS).toEqual([
    'localhost:8899',
    '127.0.0.1:8899',
  ]);
  expect(readEnvironment(local).WEBHOOK_ALLOWED_PRIVATE_HOSTS).toEqual([]);
  expect(problemsOf({ ...production, ...hosts })).toContain('is for the local cloud only');
});
