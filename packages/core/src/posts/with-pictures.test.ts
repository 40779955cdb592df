import { expect, test } from 'vitest';
import { pictureMarkdown } from './picture-markdown.ts';
import { renderMarkdown } from './render-markdown.ts';
import { withPictures } from './with-pictures.ts';

const name = '0b0c7b52-6a3f-4c1e-9d0a-1f2e3d4c5b6a.webp';
const shown = () => ({
  src: '/.netlify/images?url=a&w=1024',
  srcset: '/a?w=480&x 480w',
  width: 640,
  height: 360,
});
const page = (markdown: string, how: Parameters<typeof withPictures>[1] = shown) =>
  withPictures(renderMarkdown(markdown), how);

test('a picture of the site has its size before it arrives, and an address for each screen', () => {
  expect(page(`![A gauge](/pictures/${name})`)).toBe(
    '<p><img loading="lazy" src="/.netlify/images?url=a&amp;w=1024" srcset="/a?w=480&amp;x 480w" width="640" height="360" alt="A gauge" /></p>',
  );
});

test.each([
  'A [gauge](x) *at* `low` water',
  '"quoted" <b>&amp;</b> \\ ! ~~x~~',
  'ends with a backslash \\',
  '](/pictures/x) ![',
  '$& $1 $`',
])('what a picture shows reads as it was written: %s', (alt) => {
  const html = page(pictureMarkdown(name, alt));
  const escaped = alt
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
  expect(html).toMatch(/^<p><img [^>]*><\/p>$/);
  expect(html).toContain(` alt="${escaped}" />`);
});

test('one that is gone, or another workspace’s, becomes its words', () => {
  expect(page(`Before ![A **gauge**](/pictures/${name} "Title") after`, () => undefined)).toBe(
    '<p>Before A gauge after</p>',
  );
});

test.each([
  `![x](/pictures/${name}x)`,
  `![x](/pictures/../${name})`,
  `![x](/files/${name})`,
  `Say src="/pictures/${name}" alt="x"`,
  `\`<img loading="lazy" src="/pictures/${name}" alt="x">\``,
])('%s is no picture of a text', (markdown) => {
  expect(page(markdown)).not.toContain('srcset');
});

test('one on another host stays a link', () => {
  expect(page(`![A gauge](https://example.com/pictures/${name})`)).toBe(
    `<p><a href="https://example.com/pictures/${name}">A gauge</a></p>`,
  );
});
