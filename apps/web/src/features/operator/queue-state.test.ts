import type { QueueHealth } from '@archipelago/core/platform/get-platform-health';
import { expect, test } from 'vitest';
import { isIdle, queueState } from './queue-state.ts';

const idle: QueueHealth = { name: 'mail', waiting: 0, oldestSeconds: null, later: 0, running: 0, failed: 0 };

test('a queue is fine until a job is due for five minutes, and broken once one gave up', () => {
  expect(queueState(idle).label).toBe('Fine');
  expect(queueState({ ...idle, waiting: 9, oldestSeconds: 300 }).label).toBe('Fine');
  expect(queueState({ ...idle, waiting: 1, oldestSeconds: 301 }).label).toBe('Late');
  expect(queueState({ ...idle, waiting: 1, oldestSeconds: 301, failed: 1 }).label).toBe('Jobs gave up');
});

test('a queue is idle only with nothing due, planned, running or given up', () => {
  expect(isIdle(idle)).toBe(true);
  for (const count of ['waiting', 'later', 'running', 'failed']) {
    expect(isIdle({ ...idle, [count]: 1 })).toBe(false);
  }
});
