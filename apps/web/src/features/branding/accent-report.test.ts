import { readFileSync } from 'node:fs';
import { fromHex } from '@archipelago/ui/color/oklch';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { accentReport, platformAccent } from './accent-report.ts';

test('every colour is readable where it will be used', () => {
  const colour = fc
    .integer({ min: 0, max: 0xffffff })
    .map((value) => `#${value.toString(16).padStart(6, '0')}`);
  fc.assert(
    fc.property(colour, (accent) => {
      for (const { label, ratio } of accentReport(accent).rows) {
        expect(Number(ratio), `${label} in ${accent}`).toBeGreaterThanOrEqual(4.5);
      }
    }),
  );
});

test('what is no colour stands for the platform’s own', () => {
  for (const chosen of ['', 'red', '#12', '#123456;}'])
    expect(accentReport(chosen).accent).toBe(platformAccent);
});

test('the platform’s own colour is the one of the theme', () => {
  const theme = readFileSync(
    new URL('../../../../../packages/ui/src/theme/theme.css', import.meta.url),
    'utf8',
  );
  const [, lightness, chroma, hue] = /--accent: oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/.exec(theme) ?? [];
  const [l, c, h] = fromHex(platformAccent);
  expect(l).toBeCloseTo(Number(lightness), 2);
  expect(c).toBeCloseTo(Number(chroma), 2);
  expect(Math.abs(h - Number(hue))).toBeLessThan(3);
});
