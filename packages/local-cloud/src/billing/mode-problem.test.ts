import { expect, test } from 'vitest';
import { modeProblem } from './mode-problem.ts';

test('a live key writes only when that was said, and reads always', () => {
  for (const key of ['sk_live_x', 'rk_live_x']) {
    expect(modeProblem(key, { live: false, check: false })).toContain('--live');
    expect(modeProblem(key, { live: true, check: false })).toBeNull();
    expect(modeProblem(key, { live: false, check: true })).toBeNull();
  }
});

test('--live with a key of test mode is a mistake', () => {
  expect(modeProblem('sk_test_live_x', { live: true, check: false })).toContain('test mode');
  expect(modeProblem('sk_test_x', { live: false, check: false })).toBeNull();
});
