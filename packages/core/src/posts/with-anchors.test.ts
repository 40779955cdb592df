import { expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown.ts';
import { withAnchors } from './with-anchors.ts';

const rendered = (markdown: string) => withAnchors(renderMarkdown(markdown));

test('each section has a name of its own, and the list has its text without formatting', () => {
  const { html, headings } = rendered(
    '## The *bolt* & the `quay`\n\n### The bolt\n\n## The bolt\n\n#### Deep',
  );
  expect(headings).toEqual([
    { id: 'text-the-bolt-the-quay', text: 'The bolt & the quay', level: 2 },
    { id: 'text-the-bolt', text: 'The bolt', level: 3 },
    { id: 'text-the-bolt-2', text: 'The bolt', level: 2 },
  ]);
  expect(html).toContain('<h3 id="text-the-bolt">The bolt</h3>');
});

test('headings in other scripts have names too', () => {
  expect(rendered('## قياس المد').headings[0]?.id).toBe('text-قياس-المد');
  expect(rendered('## !!!').headings[0]?.id).toBe('text-section');
});

test('no heading takes the name of a part of the page, or breaks out of its name', () => {
  const { html, headings } = rendered('## comments\n\n## "><img src=x onerror=alert(1)>');
  expect(headings.map(({ id }) => id)).toEqual(['text-comments', 'text-img-src-x-onerror-alert-1']);
  expect(html).not.toContain('<img');
});

test('the footnotes are no section of the text', () => {
  expect(rendered('## One[^1]\n\n[^1]: Note').headings.map(({ text }) => text)).toEqual(['One']);
});
