import { expect, test } from 'vitest';
import { escapeXml } from './escape-xml.ts';
import { postFeed } from './post-feed.ts';

const post = {
  id: '0b8f8a0e-0000-4000-8000-000000000000',
  slug: 'tides',
  title: 'Tides & <b>bold</b> ]]> titles',
  excerpt: 'What "it" says.',
  html: '<p>Text &amp; <a href="https://example.com/?a=1&amp;b=2">a link</a></p>',
  authorName: 'Åse "the gauge" Moe',
  publishedAt: new Date('2026-11-21T09:00:00Z'),
  updatedAt: new Date('2026-11-21T10:00:00Z'),
};
const feed = {
  title: 'Acme',
  description: 'About the sea',
  home: 'https://acme.example/',
  self: 'https://acme.example/feed.xml',
  linkOf: (slug: string) => `https://acme.example/posts/${slug}`,
  language: 'en',
};

test('nothing that somebody wrote opens or closes an element', () => {
  const xml = postFeed({ ...feed, posts: [post] });
  expect(xml.match(/<[a-z][\w:]*[ >/]/gi)).toHaveLength(6 + 1 + 1 + 1 + 7);
  expect(xml).toContain('<title>Tides &amp; &lt;b&gt;bold&lt;/b&gt; ]]&gt; titles</title>');
  expect(xml).toContain('&lt;p&gt;Text &amp;amp; ');
  expect(xml).toContain('<pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate>');
});

test('a feed without posts is one', () => {
  expect(postFeed({ ...feed, posts: [] })).not.toContain('<item>');
});

test('characters that XML has no place for are left out', () => {
  expect(escapeXml('a\u0000b\u000bc\ud800d\ufffe')).toBe('abc\ufffdd');
});
