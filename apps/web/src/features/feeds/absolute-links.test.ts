import { renderMarkdown } from '@archipelago/core/posts/render-markdown';
import { expect, test } from 'vitest';
import { absoluteLinks } from './absolute-links.ts';

const page = 'https://acme.example/posts/tides';
const inFeed = (markdown: string) => absoluteLinks(renderMarkdown(markdown), page);

test.each([
  ['[x](/posts/moon)', 'href="https://acme.example/posts/moon"'],
  ['[x](moon?a=1&b=2)', 'href="https://acme.example/posts/moon?a=1&amp;b=2"'],
  ['[x](#section)', 'href="https://acme.example/posts/tides#section"'],
  ['![x](/files/moon.webp)', 'src="https://acme.example/files/moon.webp"'],
  ['[x](https://example.com/a)', 'href="https://example.com/a"'],
  ['[x](mailto:ada@acme.test)', 'href="mailto:ada@acme.test"'],
])('%s leads somewhere from elsewhere too', (markdown, expected) => {
  expect(inFeed(markdown)).toContain(expected);
});

test('what looks like an attribute in the text stays as it was written', () => {
  expect(inFeed('Say href="/x" aloud')).toContain('href=&quot;/x&quot;');
});
