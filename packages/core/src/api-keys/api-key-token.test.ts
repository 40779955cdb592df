import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { hashToken, makeToken, readToken } from './api-key-token.ts';

const address = { mode: 'test', workspaceId: randomUUID(), keyId: randomUUID() } as const;

test('a key says where it belongs, whatever the ids', () => {
  fc.assert(
    fc.property(
      fc.uuid(),
      fc.uuid(),
      fc.constantFrom('live' as const, 'test' as const),
      (workspaceId, keyId, mode) => {
        const { token, secretHash } = makeToken({ mode, workspaceId, keyId });
        expect(readToken(token)).toEqual({ mode, workspaceId, keyId });
        expect(hashToken(token)).toBe(secretHash);
      },
    ),
  );
});

test('two keys share nothing of their secrets, and the hint gives none of it away but four characters', () => {
  const [one, two] = [makeToken(address), makeToken(address)];
  expect(one.token.slice(0, 54)).toBe(two.token.slice(0, 54));
  expect(one.token.slice(55)).not.toBe(two.token.slice(55));
  expect(one.hint).toMatch(/^arch_test_\w{4}…\w{4}$/);
});

test('a key that was mistyped, cut or extended anywhere is no key', () => {
  const { token } = makeToken(address);
  for (let index = 0; index < token.length; index += 1) {
    const other = token[index] === 'x' ? 'y' : 'x';
    expect(readToken(token.slice(0, index) + other + token.slice(index + 1)), `at ${index}`).toBeNull();
    expect(readToken(token.slice(0, index))).toBeNull();
  }
  for (const wrong of [`${token}x`, ` ${token}`, `${token}\n`, token.toUpperCase(), '', 'arch_live_']) {
    expect(readToken(wrong)).toBeNull();
  }
});

test('ids larger than an id can be are no key, even with a right checksum', () => {
  expect(readToken(`arch_test_${'z'.repeat(44)}_${'0'.repeat(33)}000000`)).toBeNull();
});
