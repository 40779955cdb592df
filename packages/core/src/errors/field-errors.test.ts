import { expect, test } from 'vitest';
import { z } from 'zod';
import { emailAddress } from '../input/email-address.ts';
import { singleLine } from '../input/single-line.ts';
import { fieldErrors } from './field-errors.ts';

const schema = z.strictObject({
  email: emailAddress,
  name: singleLine({ shortest: 2, longest: 60, what: 'a name' }),
});

function errorsOf(input: unknown): Record<string, string> {
  const parsed = schema.safeParse(input);
  return parsed.error ? fieldErrors(parsed.error) : {};
}

test('each field has one message a person can act on', () => {
  expect(errorsOf({ email: 'ada@', name: '' })).toEqual({
    email: 'This is not a complete e-mail address. It looks like name@example.com.',
    name: 'Enter a name.',
  });
});

test('a missing field asks to be filled in', () => {
  expect(errorsOf({})).toEqual({ email: 'Fill this in.', name: 'Fill this in.' });
});

test('an unknown field and an object in place of a text are refused', () => {
  expect(errorsOf({ email: 'ada@acme.test', name: 'Ada', role: 'owner' })['']).toContain('“role”');
  expect(errorsOf({ email: { not: 'x' }, name: 'Ada' })).toEqual({ email: 'Fill this in.' });
});

test.each(['Ada\nBcc: eve@evil.test', 'Ada\u202egro', 'Ada\u0000Lovelace', 'Ada\u2028Lovelace'])(
  'a name with hidden characters is refused: %j',
  (name) => {
    expect(errorsOf({ email: 'ada@acme.test', name }).name).toContain('invisible');
  },
);

test('length is counted in characters as people count them', () => {
  expect(errorsOf({ email: 'ada@acme.test', name: '🏝️'.repeat(30) })).toEqual({});
});
