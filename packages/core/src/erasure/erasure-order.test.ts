import { expect, test } from 'vitest';
import { erasureOrder } from './erasure-order.ts';

test('a table is emptied before the tables its rows lead to', () => {
  const order = erasureOrder([
    { table: 'custom_role', leadsTo: [] },
    { table: 'comment', leadsTo: ['post', 'member'] },
    { table: 'member', leadsTo: ['custom_role'] },
    { table: 'post', leadsTo: ['member'] },
  ]);
  expect(order).toEqual(['comment', 'post', 'member', 'custom_role']);
});

test('a circle of tables is emptied all the same', () => {
  const order = erasureOrder([
    { table: 'b', leadsTo: ['a', 'b'] },
    { table: 'a', leadsTo: ['b'] },
  ]);
  expect(order).toEqual(['a', 'b']);
});
