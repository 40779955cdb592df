import { expect, test } from 'vitest';
import { isSettled } from './is-settled.ts';

const purgedAt = new Date('2026-11-21T12:00:00Z');
const after = (seconds: number) => isSettled(purgedAt, purgedAt.getTime() + seconds * 1_000);

test('a page that was never purged is settled', () => {
  expect(isSettled(null)).toBe(true);
});

test('one that was is not until a purge that the platform refused has been tried again', () => {
  expect([after(0), after(5.2), after(9.9), after(10.1)]).toEqual([false, false, false, true]);
});

test('a clock that is a little behind the database’s changes nothing', () => {
  expect(after(-2)).toBe(false);
});
