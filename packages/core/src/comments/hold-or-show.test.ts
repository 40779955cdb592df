import { expect, test } from 'vitest';
import { commentPolicies } from './comment-policy.ts';
import { holdOrShow } from './hold-or-show.ts';

const stranger = { isTrusted: false, isKnown: false };
const known = { isTrusted: false, isKnown: true };
const team = { isTrusted: true, isKnown: false };
const links = 'https://a.example https://b.example https://c.example';

test('what the team writes never waits', () => {
  for (const policy of commentPolicies) expect(holdOrShow(links, policy, team)).toBeNull();
});

test('a first comment waits, and the next ones do not', () => {
  expect(holdOrShow('Hello.', 'first_held', stranger)).toBe('first');
  expect(holdOrShow('Hello.', 'first_held', known)).toBeNull();
});

test('all wait where all are to wait', () => {
  expect([stranger, known].map((writer) => holdOrShow('Hello.', 'all_held', writer))).toEqual([
    'policy',
    'policy',
  ]);
});

test('more than two links wait even where nothing else does', () => {
  expect(holdOrShow(links, 'open', known)).toBe('links');
  expect(holdOrShow('https://a.example https://b.example', 'open', stranger)).toBeNull();
});
