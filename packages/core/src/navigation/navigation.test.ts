import { expect, test } from 'vitest';
import { navigationOf } from './navigation.ts';

const own = { id: 'a', label: 'Tides', address: 'https://tides.example/', spot: 'footer' };

test('a site that nobody arranged has its own pages, in their own words', () => {
  expect(navigationOf([]).map(({ id, label, spot }) => [id, label, spot])).toEqual([
    ['posts', '', 'header'],
    ['guestbook', '', 'header'],
    ['newsletter', '', 'header'],
    ['contact', '', 'header'],
  ]);
});

test('a page that came after a site was arranged stands at the end', () => {
  const arranged = [own, { id: 'contact', label: 'Write', address: '', spot: 'nowhere' }];
  expect(navigationOf(arranged).map(({ id }) => id)).toEqual([
    'a',
    'contact',
    'posts',
    'guestbook',
    'newsletter',
  ]);
});

test('what is no link is left out', () => {
  const stored = [
    null,
    'x',
    {},
    { ...own, spot: 'aside' },
    { ...own, address: '' },
    { ...own, label: 3 },
    own,
  ];
  expect(navigationOf(stored).map(({ id }) => id)).toEqual([
    'a',
    'posts',
    'guestbook',
    'newsletter',
    'contact',
  ]);
  expect(navigationOf(null)).toHaveLength(4);
});
