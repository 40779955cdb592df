import { expect, test } from 'vitest';
import { uuidFrom } from './uuid-from.ts';

test('the same name gives the same UUID, another name another', () => {
  expect(uuidFrom('a')).toBe(uuidFrom('a'));
  expect(uuidFrom('a')).not.toBe(uuidFrom('b'));
  expect(uuidFrom('a')).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}$/);
});
