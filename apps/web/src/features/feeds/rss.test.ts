import { expect, test } from 'vitest';
import { escapeXml } from './escape-xml.ts';
import { rss } from './rss.ts';

const feed = {
  title: 'A & B',
  description: 'About the sea',
  home: 'https://example.com/',
  self: 'https://example.com/feed.xml?a&b',
  language: 'en',
};
const post = {
  id: '0b8f8a0e-0000-4000-8000-000000000000',
  url: 'https://example.com/posts/tides?a&b',
  title: 'Tides & <b>bold</b> ]]> titles',
  description: 'What "it" says.',
  html: '<p>Text &amp; <a href="https://example.com/?a=1&amp;b=2">a link</a></p>',
  author: 'Åse "the gauge" Moe',
  date: new Date('2026-11-21T09:00:00Z'),
  changedAt: new Date('2026-11-21T10:00:00Z'),
};

test('nothing that somebody wrote opens or closes an element', () => {
  const xml = rss({ ...feed, items: [post] });
  const opened = [...xml.matchAll(/<([a-z][\w:]*)[ >/]/gi)].map(([, name]) => name);
  expect(opened).toEqual([
    ...['rss', 'channel', 'title', 'link', 'description', 'language', 'lastBuildDate', 'atom:link'],
    ...['item', 'title', 'link', 'guid', 'pubDate', 'dc:creator', 'description', 'content:encoded'],
  ]);
  expect(xml).toContain('<title>Tides &amp; &lt;b&gt;bold&lt;/b&gt; ]]&gt; titles</title>');
  expect(xml).toContain('&lt;p&gt;Text &amp;amp; ');
  expect(xml).toContain('<pubDate>Sat, 21 Nov 2026 09:00:00 GMT</pubDate>');
  expect(xml).toContain('<lastBuildDate>Sat, 21 Nov 2026 10:00:00 GMT</lastBuildDate>');
});

test('a feed names its own address', () => {
  const xml = rss({ ...feed, items: [] });
  expect(xml).toContain('<title>A &amp; B</title>');
  expect(xml).toContain('href="https://example.com/feed.xml?a&amp;b" rel="self"');
});

test('what has no id of its own is known by its address', () => {
  const { id: _, author: __, html: ___, ...item } = post;
  const xml = rss({ ...feed, items: [item] });
  expect(xml).toContain('<guid isPermaLink="true">https://example.com/posts/tides?a&amp;b</guid>');
  expect(xml).not.toMatch(/<(?:dc:creator|content:encoded)>/);
  expect(rss({ ...feed, items: [post] })).toContain(`<guid isPermaLink="false">${post.id}</guid>`);
});

test('a feed without items is one', () => {
  expect(rss({ ...feed, items: [] })).not.toMatch(/<(?:item|lastBuildDate)>/);
});

test('characters that XML has no place for are left out', () => {
  expect(escapeXml('a\u0000b\u000bc\ud800d\ufffe')).toBe('abc\ufffdd');
});
