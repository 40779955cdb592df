import { expect, test } from 'vitest';
import { linesOf } from './outlined-text.ts';
import { postCardSvg } from './post-card.ts';

const box = { size: 68, width: 1056, most: 3 };
const workspace = { slug: 'acme', name: 'Acme', accent: '#b0442a' };

test('a title stands in lines that fit, and ends in an ellipsis where it is too long', () => {
  expect(linesOf('Tides', box)).toEqual(['Tides']);
  const lines = linesOf('The harbour that was eleven millimetres too high', box) ?? [];
  expect(lines.length).toBe(2);
  const long = linesOf('word '.repeat(100), box) ?? [];
  expect(long).toHaveLength(3);
  expect(long[2]).toMatch(/word…$/);
  expect(linesOf('W'.repeat(150), box)).toHaveLength(3);
});

test('a title in letters that the font has not is left out, the rest of the picture stays', () => {
  expect(linesOf('潮汐', box)).toBeNull();
  const svg = postCardSvg({ title: '潮汐', seed: 'tides', workspace });
  expect(svg).toContain('<path');
  expect(svg).not.toContain('潮');
});

test('an Arabic title stands in lines that fit, from the right', () => {
  const lines = linesOf('قياس المد والجزر في المضيق بعد العاصفة الكبرى', box) ?? [];
  expect(lines.length).toBe(2);
  const xOf = (title: string) =>
    Number(/<g transform="translate\(([\d.]+) /.exec(postCardSvg({ title, seed: 'tides', workspace }))?.[1]);
  expect(xOf('Tides')).toBe(72);
  expect(xOf('المد')).toBeGreaterThan(800);
});

test('nothing that somebody wrote is in the picture but as outlines', () => {
  const title = '</g><script>alert(1)</script><image href="https://evil.test/x"/>';
  const svg = postCardSvg({
    title,
    seed: title,
    workspace: { ...workspace, name: '<b>&', accent: '"/><script>' },
  });
  expect(svg).not.toMatch(/script|evil|<b>|href|<text|oklch|var\(/);
});
