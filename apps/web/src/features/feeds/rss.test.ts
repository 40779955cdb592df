import { expect, test } from 'vitest';
import { rss } from './rss.ts';

test('a feed keeps what would end its tags as text, and names its own address', () => {
  const feed = rss({
    title: 'A & B',
    description: 'x',
    site: new URL('https://example.com'),
    path: '/blog.xml',
    items: [{ title: '</title><b>', description: '"', date: new Date(0), url: 'https://example.com/a?b&c' }],
  });
  expect(feed).toContain('<title>A &#38; B</title>');
  expect(feed).toContain('<title>&#60;/title&#62;&#60;b&#62;</title>');
  expect(feed).toContain('<link>https://example.com/a?b&#38;c</link>');
  expect(feed).toContain('href="https://example.com/blog.xml" rel="self"');
  expect(feed).toContain('<pubDate>Thu, 01 Jan 1970 00:00:00 GMT</pubDate>');
});
