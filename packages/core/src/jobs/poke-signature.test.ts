import { expect, test } from 'vitest';
import { isGenuinePoke, signPoke } from './poke-signature.ts';

const secret = 'a-secret-of-thirty-two-characters!';
const path = '/api/jobs/run';
const now = Date.UTC(2026, 10, 21, 9);
const minute = 60_000;

test('a fresh poke of ours is genuine', () => {
  expect(isGenuinePoke(secret, path, signPoke(secret, path, now), now)).toBe(true);
});

test('a poke expires after a minute', () => {
  const header = signPoke(secret, path, now);
  expect(isGenuinePoke(secret, path, header, now + minute)).toBe(true);
  expect(isGenuinePoke(secret, path, header, now + 2 * minute)).toBe(false);
});

test('a poke for one function does not start another', () => {
  expect(isGenuinePoke(secret, '/api/jobs/stripe-events', signPoke(secret, path, now), now)).toBe(false);
});

test('a poke signed with another secret is refused', () => {
  expect(isGenuinePoke(secret, path, signPoke('another secret of thirty-two chars', path, now), now)).toBe(
    false,
  );
});

test('a poke cannot be given a later expiry, nor be made for later', () => {
  const [expiry, signature] = signPoke(secret, path, now).split('.');
  expect(isGenuinePoke(secret, path, `${Number(expiry) + 3600}.${signature}`, now + minute)).toBe(false);
  expect(isGenuinePoke(secret, path, signPoke(secret, path, now + 60 * minute), now)).toBe(false);
});

test.each([null, '', '.', 'x', '123', '9'.repeat(40), 'NaN.abc', '1e3.abc', '-5.abc'])(
  '%j is refused',
  (header) => {
    expect(isGenuinePoke(secret, path, header, now)).toBe(false);
  },
);
