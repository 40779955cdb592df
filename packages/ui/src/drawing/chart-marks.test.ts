import { describe, expect, test } from 'vitest';
import { chartMarks } from './chart-marks.ts';
import { coverDrawing } from './cover-drawing.ts';

const island = { width: 200, height: 200, hills: [[100, 100, 50, 1.2]] as const, soundings: 40 };

describe('a chart', () => {
  test('is decided by its seed', () => {
    expect(chartMarks({ ...island, seed: 3 })).toBe(chartMarks({ ...island, seed: 3 }));
    expect(chartMarks({ ...island, seed: 3 })).not.toBe(chartMarks({ ...island, seed: 4 }));
  });

  test('draws land only where a hill rises out of the water', () => {
    expect(chartMarks(island)).toContain('class="land"');
    expect(chartMarks({ ...island, hills: [] })).not.toContain('class="land"');
  });

  test('closes every line', () => {
    const paths = [...chartMarks(island).matchAll(/class="(?:land|hill|sh1|sh2)" d="([^"]+)"/g)];
    expect(paths.length).toBeGreaterThan(2);
    for (const [, path = ''] of paths) expect(path).toMatch(/^M.*Z$/);
  });

  test('keeps depth figures off the land and out of what is to stay clear', () => {
    const marks = chartMarks({ ...island, clear: [[0, 0, 200, 60]] });
    for (const [, x, y] of marks.matchAll(/<text x="([\d.]+)" y="([\d.]+)"/g)) {
      expect(Number(y)).toBeGreaterThanOrEqual(60);
      expect(Math.hypot(Number(x) - 100, Number(y) - 100)).toBeGreaterThan(40);
    }
  });
});

test('a post without a picture always gets the same cover', () => {
  expect(coverDrawing('first-post')).toBe(coverDrawing('first-post'));
});
