import { assert, asyncProperty, constantFrom, nat, string } from 'fast-check';
import { expect, test } from 'vitest';
import { type EdgeHint, signEdgeHint, verifyEdgeHint } from './edge-hint.ts';

const secret = 'a-secret-of-more-than-thirty-two-characters';
const now = 1_790_000_000;
const hint: EdgeHint = { host: 'acme.localhost:8888', form: 'subdomain', country: 'FR', t: now };

test('what was signed is read back', async () => {
  expect(await verifyEdgeHint(await signEdgeHint(hint, secret), secret, { now })).toEqual(hint);
});

test('a hint signed with another secret is nothing', async () => {
  expect(await verifyEdgeHint(await signEdgeHint(hint, 'another'), secret, { now })).toBeNull();
});

test.each([-61, 61])('a hint %d seconds from now is nothing', async (offset) => {
  expect(await verifyEdgeHint(await signEdgeHint(hint, secret), secret, { now: now + offset })).toBeNull();
});

test.each([-60, 60])('a hint %d seconds from now still counts', async (offset) => {
  expect(await verifyEdgeHint(await signEdgeHint(hint, secret), secret, { now: now + offset })).toEqual(hint);
});

test.each([null, undefined, '', '.', 'a', 'a.b', 'a.b.c', '..', '%.%', 'é.é', 'a'.repeat(3000)])(
  '%j is nothing',
  async (value) => {
    expect(await verifyEdgeHint(value, secret, { now })).toBeNull();
  },
);

test.each([
  { ...hint, form: 'admin' },
  { ...hint, country: 'fr' },
  { ...hint, country: 1 },
  { ...hint, host: null },
  { ...hint, t: '1' },
  null,
  [],
])('a signed hint of another shape is nothing: %j', async (value) => {
  const signed = await signEdgeHint(value as unknown as EdgeHint, secret);
  expect(await verifyEdgeHint(signed, secret, { now })).toBeNull();
});

test('changing any one character of a hint makes it nothing', async () => {
  const signed = await signEdgeHint(hint, secret);
  await assert(
    asyncProperty(nat({ max: signed.length - 2 }), constantFrom(...'aZ0-_.'), async (index, character) => {
      const changed = signed.slice(0, index) + character + signed.slice(index + 1);
      if (changed !== signed) expect(await verifyEdgeHint(changed, secret, { now })).toBeNull();
    }),
  );
});

test('no text a client invents is a hint', async () => {
  await assert(
    asyncProperty(string({ unit: 'binary' }), async (value) => {
      expect(await verifyEdgeHint(value, secret, { now })).toBeNull();
    }),
  );
});
