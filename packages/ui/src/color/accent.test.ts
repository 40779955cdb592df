import { describe, expect, test } from 'vitest';
import { accentPalette, parseAccent } from './accent.ts';
import { contrast } from './contrast.ts';
import { fromHex, toHex } from './oklch.ts';

describe('an accent', () => {
  test('is six hexadecimal digits, kept in lower case', () => {
    expect(parseAccent('#B0442A')).toBe('#b0442a');
  });

  test.each(['', '#fff', 'red', '#b0442a;}', '#b0442a</style>', ' #b0442a', '#b0442a\n', null, undefined, 7])(
    'is never %j',
    (value) => {
      expect(parseAccent(value)).toBeNull();
    },
  );

  test('survives the way through OKLCH and back', () => {
    for (const hex of ['#000000', '#ffffff', '#b0442a', '#00ff66', '#123456']) {
      expect(toHex(fromHex(hex))).toBe(hex);
    }
  });
});

describe('the palette for mail', () => {
  test('keeps a readable accent as it is', () => {
    expect(accentPalette('#b0442a').solid).toBe('#b0442a');
  });

  test('darkens a pale accent for links and writes dark text on it', () => {
    const palette = accentPalette('#e8c53a');
    expect(contrast(palette.ink, '#ffffff')).toBeGreaterThanOrEqual(4.5);
    expect(contrast(palette.onSolid, palette.solid)).toBeGreaterThanOrEqual(4.5);
  });
});
