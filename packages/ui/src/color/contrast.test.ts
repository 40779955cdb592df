import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { accentLimits, deriveAccent, type Mode } from './accent.ts';
import { contrast, contrastOf } from './contrast.ts';
import { fromHex, type Oklch, toLinear } from './oklch.ts';

const css = readFileSync(new URL('../theme/theme.css', import.meta.url), 'utf8');
const tokens: Record<Mode, Record<string, string>> = {
  light: tokensOf(':root, [data-theme="light"]'),
  dark: tokensOf('\n[data-theme="dark"] {'),
};
const modes: readonly Mode[] = ['light', 'dark'];

/** Text, its background, and the least contrast WCAG AA (or we) ask for. */
const pairs: readonly (readonly [string, string, number])[] = [
  ['ink', 'paper', 7],
  ['ink', 'surface', 7],
  ['ink-2', 'paper', 4.5],
  ['ink-2', 'surface', 4.5],
  ['ink-2', 'sunken', 4.5],
  ['ink-3', 'paper', 4.5],
  ['ink-3', 'surface', 4.5],
  ['ink-3', 'sunken', 4.5],
  ['ink-3', 'hover', 4.5],
  ['ink-3', 'overlay', 4.5],
  ['sounding', 'paper', 4.5],
  ['sounding', 'surface', 4.5],
  ['sounding', 'sunken', 4.5],
  ['magenta', 'paper', 4.5],
  ['magenta', 'surface', 4.5],
  ['line-control', 'surface', 3],
  ['line-control', 'paper', 3],
  ['success-ink', 'success-soft', 4.5],
  ['success-ink', 'surface', 4.5],
  ['warn-ink', 'warn-soft', 4.5],
  ['warn-ink', 'surface', 4.5],
  ['danger-ink', 'danger-soft', 4.5],
  ['danger-ink', 'surface', 4.5],
  ['info-ink', 'info-soft', 4.5],
  ['ink', 'land', 4.5],
  ['ink-2', 'land', 4.5],
  ['ink-3', 'success-soft', 4.5],
  ['on-inverse', 'inverse', 7],
];

const platformAccent = parse(css.match(/--accent: (oklch[^;]+)/)?.[1] ?? '');
const accents: readonly (readonly [string, Oklch])[] = [
  ['the platform accent', platformAccent],
  ...[
    '#b0442a',
    '#1d6a4f',
    '#8a5a12',
    '#7a2e4d',
    '#33413f',
    '#e8c53a',
    '#ff0000',
    '#00ff66',
    '#2b59ff',
    '#ff4fa3',
    '#111111',
    '#f5f5f5',
    '#808080',
    '#009688',
    '#ff9800',
  ].map((hex) => [hex, fromHex(hex)] as const),
];

test('black on white has the greatest contrast there is', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#abcdef', '#abcdef')).toBeCloseTo(1, 5);
});

describe.each(modes)('in the %s theme', (mode) => {
  const token = (name: string): Oklch => parse(tokens[mode][name] ?? '');
  const ratio = (text: Oklch, background: Oklch): number => contrastOf(toLinear(text), toLinear(background));

  test.each(pairs)('%s on %s reaches %d', (text, background, least) => {
    expect(ratio(token(text), token(background))).toBeGreaterThanOrEqual(least);
  });

  test('white text on a dangerous button is readable', () => {
    expect(ratio([0.99, 0, 0], token('danger'))).toBeGreaterThanOrEqual(4.5);
  });

  test.each(accents)('%s is readable wherever it appears', (_, accent) => {
    const { solid, onSolid, ink, soft } = deriveAccent(accent, mode);
    expect(ratio(onSolid, solid)).toBeGreaterThanOrEqual(4.5);
    for (const background of [token('paper'), token('surface'), soft]) {
      expect(ratio(ink, background)).toBeGreaterThanOrEqual(4.5);
    }
    expect(ratio(token('ink-3'), soft)).toBeGreaterThanOrEqual(4.5);
  });

  test('the style sheet and the server clamp an accent alike', () => {
    const limit = (name: string): number => Number(tokens[mode][`_${name}`]);
    expect(accentLimits[mode]).toEqual({
      solidMin: limit('solid-min'),
      inkMin: limit('ink-min'),
      inkMax: limit('ink-max'),
      inkChroma: limit('ink-c'),
      soft: [limit('soft-l'), limit('soft-c')],
      line: [limit('line-l'), limit('line-c')],
    });
  });
});

test('the dark theme is the same whether the system or the person chose it', () => {
  expect(tokensOf(':root:not([data-theme="light"])')).toEqual(tokens.dark);
});

function tokensOf(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).split('}')[0] ?? '';
  return Object.fromEntries(
    [...block.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value.trim()]),
  );
}

function parse(color: string): Oklch {
  const [, lightness, chroma, hue] = color.match(/oklch\(([\d.]+) ([\d.]+) ([\d.]+)/) ?? [];
  return [Number(lightness), Number(chroma), Number(hue)];
}
