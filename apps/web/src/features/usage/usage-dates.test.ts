import { usageRange } from '@archipelago/core/usage/usage-range';
import { expect, test } from 'vitest';
import { rangeText, stepText } from './usage-dates.ts';

const now = new Date('2026-11-03T23:30:00Z');

test('a stretch of time is named by its first and its last day', () => {
  expect(rangeText(usageRange('day', undefined, now))).toBe('Tuesday 3 November 2026');
  expect(rangeText(usageRange('month', undefined, now))).toBe('1 to 30 November 2026');
  expect(rangeText(usageRange('week', undefined, now))).toBe('28 October to 3 November 2026');
  expect(rangeText(usageRange('year', undefined, now))).toBe('December 2025 to November 2026');
});

test('a bar is named by its hour, its day, or its month', () => {
  expect(stepText(new Date('2026-11-03T23:00:00Z'), { step: 'hour' })).toBe('23:00 to 00:00');
  expect(stepText(now, { step: 'day' })).toBe('Tuesday 3 November');
  expect(stepText(now, { step: 'month' })).toBe('November 2026');
});
