import { expect, test } from 'vitest';
import { daysUntil, formatAgo, formatDay, formatRecent, formatUntil, greeting } from './format-time.ts';

const oslo = { timeZone: 'Europe/Oslo' };
const auckland = { timeZone: 'Pacific/Auckland' };
const now = new Date('2026-11-21T09:00:00Z');

test("a day is named in the workspace's time zone", () => {
  const lateEvening = new Date('2026-11-20T23:30:00Z');
  expect(formatDay(lateEvening, oslo)).toBe('21 November 2026');
  expect(formatDay(lateEvening, { timeZone: 'UTC' })).toBe('20 November 2026');
});

test('a day is written in the language that is asked for', () => {
  const noon = new Date('2026-11-20T12:00:00Z');
  expect(formatDay(noon, { timeZone: 'UTC', locale: 'de' })).toBe('20. November 2026');
  expect(formatDay(noon, { timeZone: 'UTC', locale: 'es' })).toBe('20 de noviembre de 2026');
  expect(formatDay(noon, { timeZone: 'UTC', locale: 'ar' })).toBe('20 نوفمبر 2026');
});

test('recent moments shorten as they age', () => {
  expect(formatRecent(new Date('2026-11-21T08:41:00Z'), oslo, now)).toBe('9:41');
  expect(formatRecent(new Date('2026-11-20T08:41:00Z'), oslo, now)).toBe('Yesterday');
  expect(formatRecent(new Date('2026-11-19T08:41:00Z'), oslo, now)).toBe('19 Nov');
  expect(formatRecent(new Date('2025-11-19T08:41:00Z'), oslo, now)).toBe('19 Nov 2025');
});

test('yesterday begins at midnight of the time zone, not 24 hours ago', () => {
  expect(formatRecent(new Date('2026-11-20T22:30:00Z'), oslo, now)).toBe('Yesterday');
  expect(formatRecent(new Date('2026-11-20T22:30:00Z'), auckland, now)).toBe('11:30');
});

test('ages are counted in the largest unit that fits', () => {
  expect(formatAgo(new Date('2026-11-21T08:59:30Z'), oslo, now)).toBe('Now');
  expect(formatAgo(new Date('2026-11-21T08:48:00Z'), oslo, now)).toBe('12 minutes ago');
  expect(formatAgo(new Date('2026-11-18T08:48:00Z'), oslo, now)).toBe('3 days ago');
});

test('a deadline that has passed is zero days away', () => {
  expect(daysUntil(new Date('2026-11-01T00:00:00Z'), now)).toBe(0);
  expect(daysUntil(new Date('2026-11-21T10:00:00Z'), now)).toBe(1);
});

test("the greeting follows the workspace's clock", () => {
  expect(greeting(oslo, now)).toBe('Good morning');
  expect(greeting(auckland, now)).toBe('Good evening');
});

test('an end is told with its zone, and with its day unless it is today', () => {
  expect(formatUntil(new Date('2026-11-21T14:30:00Z'), oslo, now)).toBe('15:30 CET');
  expect(formatUntil(new Date('2026-11-21T23:30:00Z'), oslo, now)).toBe('22 Nov, 00:30 CET');
});
