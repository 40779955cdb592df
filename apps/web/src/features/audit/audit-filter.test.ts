import { expect, test } from 'vitest';
import { askedEvent, auditFilter, kindOptions } from './audit-filter.ts';

const asked = (query: string) => auditFilter(new URLSearchParams(query));
const id = '7de516b8-e669-42a7-8801-ef72e1fd1fdb';

test('an address says everything that the log can be narrowed by', () => {
  expect(
    asked(
      `text=+ada+&actorId=${id}&area=posts&action=post.created&targetKind=post&from=2026-02-01&to=2026-02-28`,
    ),
  ).toEqual({
    text: 'ada',
    actorId: id,
    area: 'posts',
    action: 'post.created',
    targetKind: 'post',
    from: '2026-02-01',
    to: '2026-02-28',
  });
});

test.each([
  'area=nowhere',
  'action=post.eaten',
  'actorId=me',
  `actorId=${id}0`,
  'targetKind=%27%20or%201',
  'from=2026-02-30',
  'from=yesterday',
  'to=2026-13-01',
  'text=++',
])('%s, which the log does not know, narrows nothing', (query) => {
  expect(Object.values(asked(query)).every((value) => value === undefined)).toBe(true);
});

test('days given the wrong way round are turned', () => {
  expect(asked('from=2026-03-02&to=2026-03-01')).toMatchObject({ from: '2026-03-01', to: '2026-03-02' });
});

test('the entry to show is an id or none', () => {
  expect(askedEvent(new URLSearchParams(`event=${id}`))).toBe(id);
  expect(askedEvent(new URLSearchParams('event=1'))).toBeUndefined();
});

test('a kind of thing that no list names can still be chosen, by its own name', () => {
  expect(kindOptions('api_key')).toContainEqual({ value: 'api_key', label: 'Api key' });
});
