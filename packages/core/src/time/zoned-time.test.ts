import { expect, test } from 'vitest';
import { clockTimeOf, momentOf } from './zoned-time.ts';

const moment = (clockTime: string, zone: string) => momentOf(clockTime, zone)?.toISOString() ?? null;

test.each([
  ['2026-11-21T09:41', 'Europe/Oslo', '2026-11-21T08:41:00.000Z'],
  ['2026-07-01T09:41', 'Europe/Oslo', '2026-07-01T07:41:00.000Z'],
  ['2026-11-21T09:41', 'America/New_York', '2026-11-21T14:41:00.000Z'],
  ['2026-11-21T09:41', 'Asia/Kathmandu', '2026-11-21T03:56:00.000Z'],
  ['2026-01-01T00:00', 'Pacific/Auckland', '2025-12-31T11:00:00.000Z'],
])('%s in %s is one moment, and back', (clockTime, zone, utc) => {
  expect(moment(clockTime, zone)).toBe(utc);
  expect(clockTimeOf(new Date(utc), zone)).toBe(clockTime);
});

test('of an hour that comes twice the first is meant', () => {
  expect(moment('2026-10-25T02:30', 'Europe/Oslo')).toBe('2026-10-25T00:30:00.000Z');
});

test('an hour that the clocks skip is as much later as they skip', () => {
  expect(moment('2026-03-29T02:30', 'Europe/Oslo')).toBe('2026-03-29T01:30:00.000Z');
  expect(clockTimeOf(new Date('2026-03-29T01:30:00Z'), 'Europe/Oslo')).toBe('2026-03-29T03:30');
});

test.each(['', 'tomorrow', '2026-02-30T10:00', '2026-13-01T10:00', '2026-11-21', '2026-11-21T25:00'])(
  '%j is no date and time',
  (text) => {
    expect(momentOf(text, 'UTC')).toBeNull();
  },
);
