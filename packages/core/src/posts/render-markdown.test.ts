import { expect, test } from 'vitest';
import { renderMarkdown } from './render-markdown.ts';

test('text, lists, links, tables and code come out as HTML', () => {
  const html = renderMarkdown(
    '**Bold** and [a link](https://example.com)\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- [x] done',
  );
  expect(html).toContain('<strong>Bold</strong>');
  expect(html).toContain('<a href="https://example.com">a link</a>');
  expect(html).toContain('<td>1</td>');
  // It scrolls by itself where it is too wide, also with the keyboard.
  expect(html).toMatch(/<div [^>]*tabindex="0"><table>/);
  expect(html).toContain('type="checkbox"');
});

test('headings start below the title of the page', () => {
  expect(renderMarkdown('# One\n\n###### Six')).toBe('<h2>One</h2>\n<h6>Six</h6>');
});

test('a picture of this site is shown once it is near, one from elsewhere is a link to it', () => {
  expect(renderMarkdown('![A gauge](/files/gauge.webp)')).toBe(
    '<p><img loading="lazy" src="/files/gauge.webp" alt="A gauge" /></p>',
  );
  for (const elsewhere of ['https://example.com/x.png', '//example.com/x.png']) {
    expect(renderMarkdown(`![A gauge](${elsewhere})`)).toBe(`<p><a href="${elsewhere}">A gauge</a></p>`);
  }
  expect(renderMarkdown('[![A gauge](https://example.com/x.png)](https://example.com/)')).toBe(
    '<p><a href="https://example.com/">A gauge</a></p>',
  );
});

test('footnotes say what they are in the words they are given', () => {
  const html = renderMarkdown('Text[^1]\n\n[^1]: Note', {
    footnotes: 'Fußnoten',
    backToText: 'Zum Text',
    table: 'Tabelle',
  });
  expect(html).toContain('>Fußnoten</h2>');
  expect(html).toContain('aria-label="Zum Text"');
});

const attacks = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  '<svg/onload=alert(1)>',
  '<h1 onmouseover=alert(1)>x</h1>',
  '[x](javascript:alert(1))',
  '[x](JaVaScRiPt:alert(1))',
  '[x](java\tscript:alert(1))',
  '[x](&#106;avascript:alert(1))',
  '[x](vbscript:msgbox(1))',
  '[x](data:text/html;base64,PHNjcmlwdD4=)',
  '![x](javascript:alert(1))',
  '![x](data:image/svg+xml,<svg/onload=alert(1)>)',
  '![" onerror="alert(1)](https://example.com/x.png)',
  '[x](https://example.com "\\" onmouseover=\\"alert(1)")',
  '<javascript:alert(1)>',
  '[a]: javascript:alert(1)\n\n[a]',
  '```html\n<script>alert(1)</script>\n```',
  '| <script>alert(1)</script> |\n|---|\n| <img src=x onerror=alert(1)> |',
  '[^1]\n\n[^1]: <script>alert(1)</script>',
  '<style>body{display:none}</style>',
  '<iframe src="https://evil.test"></iframe>',
  '<a href="https://evil.test" onclick="alert(1)">x</a>',
];

test.each(attacks)('nothing active survives %j', (markdown) => {
  const tags = [...renderMarkdown(markdown).matchAll(/<([a-z0-9]+)([^>]*)>/gi)];
  for (const [tag, name, attributes] of tags) {
    expect(name, tag).toMatch(/^(p|a|img|pre|code|table|thead|tbody|tr|th|td|section|h2|ol|ul|li|sup|div)$/);
    const withoutValues = attributes?.replace(/"[^"]*"/g, '""');
    expect(withoutValues, tag).not.toMatch(/\bon\w+\s*=|style\s*=/i);
    expect(attributes, tag).not.toMatch(/(href|src)="\s*(javascript|vbscript|data):/i);
  }
});
