import { expect, test } from 'vitest';
import { inboxFigures } from './inbox-figures.ts';

const quiet = {
  waiting: 0,
  dead: 0,
  oldestSeconds: null,
  events: 0,
  deliveries: 0,
  p95Seconds: null,
  refused: { signature: 0, mode: 0, size: 0 },
  lastRefusedAt: null,
};

test('an inbox in which nothing ever happened has figures too', () => {
  expect(inboxFigures(quiet).map(({ value }) => value)).toEqual(['0', '–', '0%', '0']);
});

test('what was delivered again is a share of all deliveries', () => {
  const figures = inboxFigures({ ...quiet, events: 900, deliveries: 1_000, p95Seconds: 1.24 });
  expect(figures[2]).toMatchObject({ value: '10%', detail: '100 of the latest 1,000, without effect' });
  expect(figures[1]?.detail).toBe('95 of 100 events in 1.2 s');
});

test('refusals are told by their reason', () => {
  const [, , , refused] = inboxFigures({ ...quiet, refused: { signature: 3, mode: 0, size: 1 } });
  expect(refused).toMatchObject({ value: '4', detail: '3 by signature, 1 by size' });
});
