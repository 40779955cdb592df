import { expect, test } from 'vitest';
import { afterCheck } from './after-check.ts';

const now = new Date('2026-11-21T12:00:00Z');
const ago = (hours: number) => new Date(now.getTime() - hours * 3_600_000);
const hoursUntilNext = (result: { nextCheckAt: Date | null }) =>
  result.nextCheckAt && (result.nextCheckAt.getTime() - now.getTime()) / 3_600_000;

const pending = (hours: number) => ({ state: 'pending', createdAt: ago(hours), lostAt: null }) as const;
const verified = (lostHoursAgo: number | null) =>
  ({
    state: 'verified',
    createdAt: ago(900),
    lostAt: lostHoursAgo === null ? null : ago(lostHoursAgo),
  }) as const;

test('a domain whose record is there is verified and looked at daily, whatever it was', () => {
  for (const domain of [pending(1), verified(50), { ...pending(900), state: 'failed' as const }]) {
    const result = afterCheck(domain, null, now);
    expect(result).toMatchObject({ state: 'verified', lostAt: null });
    expect(hoursUntilNext(result)).toBe(24);
  }
});

test('a new domain is looked for ever more rarely, and for a day', () => {
  const next = [0, 1, 4, 23.9].map((age) => hoursUntilNext(afterCheck(pending(age), 'no-record', now)));
  expect(next).toEqual([5 / 60, 0.5, 2, 3]);
  expect(afterCheck(pending(24), 'dns-timeout', now)).toEqual({
    state: 'failed',
    lostAt: null,
    nextCheckAt: null,
  });
});

test('a domain that was given up waits for a person', () => {
  const domain = { ...pending(1), state: 'failed' as const };
  expect(afterCheck(domain, 'no-record', now)).toEqual({ state: 'failed', lostAt: null, nextCheckAt: null });
});

test.each(['no-record', 'wrong-value'] as const)('%s gives a verified domain three days', (problem) => {
  expect(afterCheck(verified(null), problem, now)).toMatchObject({ state: 'verified', lostAt: now });
  expect(afterCheck(verified(71), problem, now)).toMatchObject({ state: 'verified', lostAt: ago(71) });
  expect(afterCheck(verified(72), problem, now)).toEqual({
    state: 'failed',
    lostAt: null,
    nextCheckAt: null,
  });
});

test.each(['dns-failed', 'dns-timeout'] as const)('%s is not held against a verified domain', (problem) => {
  expect(afterCheck(verified(null), problem, now)).toMatchObject({ state: 'verified', lostAt: null });
  expect(afterCheck(verified(500), problem, now)).toMatchObject({ state: 'verified', lostAt: ago(500) });
});
