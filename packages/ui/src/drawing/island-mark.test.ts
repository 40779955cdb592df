import { describe, expect, test } from 'vitest';
import { islandCoords } from './island-coords.ts';
import { islandHue, islandHues } from './island-hue.ts';
import { islandMark } from './island-mark.ts';

describe('the mark of a workspace', () => {
  test('is the same for the same address, in any case', () => {
    expect(islandMark('acme')).toBe(islandMark('ACME'));
  });

  test('differs between addresses', () => {
    const marks = ['acme', 'acme-2', 'globex', 'kelp', 'northwind'].map((slug) => islandMark(slug));
    expect(new Set(marks).size).toBe(marks.length);
  });

  test('is its own in each size and colour, also after many others were drawn', () => {
    const marks = () => [
      islandMark('acme'),
      islandMark('acme', { size: 16 }),
      islandMark('acme', { accent: '#ff0000' }),
    ];
    const first = marks();
    for (let other = 0; other < 300; other += 1) islandMark(`other-${other}`);
    expect(marks()).toEqual(first);
    expect(new Set(first).size).toBe(3);
    expect(first[1]).toContain('width="16"');
  });

  test('takes its hue from the accent once there is one', () => {
    expect(islandHues).toContain(islandHue('acme'));
    expect(islandHue('acme', '#ff0000')).toBe(29);
    expect(islandHue('acme', 'not a colour')).toBe(islandHue('acme'));
  });

  test('never carries the address into the markup', () => {
    expect(islandMark('"><script>')).not.toContain('script');
  });
});

test('a workspace has one place on the chart', () => {
  expect(islandCoords('acme')).toBe('37°56′N 119°10′W');
  expect(islandCoords('globex')).not.toBe(islandCoords('acme'));
});
