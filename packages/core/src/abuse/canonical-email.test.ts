import { expect, test } from 'vitest';
import { canonicalEmail } from './canonical-email.ts';

test.each([
  ['Ada@Example.com', 'ada@example.com'],
  ['ada+shop@example.com', 'ada@example.com'],
  ['a.d.a+1@gmail.com', 'ada@gmail.com'],
  ['ada@googlemail.com', 'ada@gmail.com'],
  ['a.d.a@example.com', 'a.d.a@example.com'],
  ['ada@example.com.', 'ada@example.com'],
  ['nobody', 'nobody'],
])('%s counts as %s', (address, mailbox) => {
  expect(canonicalEmail(address)).toBe(mailbox);
});
