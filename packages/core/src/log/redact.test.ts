import { expect, test } from 'vitest';
import { redact } from './redact.ts';

const secrets = {
  stripe: 'sk_live_51Abcdefghijk',
  webhook: 'whsec_abcdefghijklmnop',
  session: 'eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJ1c2VyXzEifQ.c2lnbmF0dXJl',
  database: 'postgresql://archipelago_app:hunter2@db.example/neondb',
  link: 'https://acme.example/invitation?token=Zm9vYmFy',
};

test('secrets are hidden wherever they stand: in fields, texts, lists, errors and their causes', () => {
  const error = new Error(`connect ${secrets.database}`, { cause: new Error(`key ${secrets.stripe}`) });
  const line = JSON.stringify(
    redact({ note: Object.values(secrets).join(' '), list: Object.values(secrets), error }),
  );
  for (const part of ['51Abcdefghijk', 'abcdefghijklmnop', 'eyJhbGci', 'hunter2', 'Zm9vYmFy']) {
    expect(line).not.toContain(part);
  }
  expect(line).toContain('db.example');
});

test('a field with a telling name is hidden whatever it holds', () => {
  expect(redact({ authorization: 'x', password: 'x', cookie: 'x', tokenHash: 'x', api_key: 'x' })).toEqual({
    authorization: '[hidden]',
    password: '[hidden]',
    cookie: '[hidden]',
    tokenHash: '[hidden]',
    api_key: '[hidden]',
  });
});

test('what is no secret stays readable', () => {
  const at = new Date('2026-11-21T09:00:00Z');
  expect(redact({ count: 3, at, big: 12n, name: 'Ada', none: null })).toEqual({
    count: 3,
    at: '2026-11-21T09:00:00.000Z',
    big: '12',
    name: 'Ada',
    none: null,
  });
});

test('a value that contains itself ends', () => {
  const loop: Record<string, unknown> = {};
  loop.self = loop;
  expect(JSON.stringify(redact(loop))).toContain('…');
});
