import { expect, test } from 'vitest';
import { articleData } from './article-data.ts';

const where = {
  link: 'https://acme.example/posts/tides',
  image: 'https://acme.example/posts/tides/card.png',
  site: { name: 'Acme', home: 'https://acme.example/', language: 'en' },
};
const post = {
  title: 'Tides',
  excerpt: '',
  authorName: null,
  publishedAt: new Date('2026-11-21T09:00:00Z'),
  updatedAt: new Date('2026-11-22T09:00:00Z'),
};

test('says what a post is, and nothing that it has not', () => {
  const data = JSON.parse(articleData(post, where));
  expect(data).toMatchObject({
    headline: 'Tides',
    url: where.link,
    datePublished: '2026-11-21T09:00:00.000Z',
  });
  expect(Object.keys(data)).not.toContain('author');
  expect(Object.keys(data)).not.toContain('description');
});

test('a title cannot end the element it stands in', () => {
  const title = '</script><script>alert(1)</script><!-- &lt;';
  const text = articleData({ ...post, title }, where);
  expect(text).not.toContain('<');
  expect(JSON.parse(text).headline).toBe(title);
});
