import { describe, expect, test } from 'vitest';
import { parseForm } from './parse-form.ts';

const plain = (encoded: string) => JSON.parse(JSON.stringify(parseForm(encoded)));

describe('form parameters', () => {
  test('nest objects and lists as Stripe’s SDK sends them', () => {
    const sent =
      'customer=cus_1&items[0][price]=p1&items[0][quantity]=2&items[1][price]=p2&metadata[a b]=%C3%A5&expand[]=x&expand[]=y.z';
    expect(plain(sent)).toEqual({
      customer: 'cus_1',
      items: [{ price: 'p1', quantity: '2' }, { price: 'p2' }],
      metadata: { 'a b': 'å' },
      expand: ['x', 'y.z'],
    });
  });

  test('keep the order of more than ten list entries', () => {
    const encoded = Array.from({ length: 12 }, (_, index) => `a[${index}]=${index}`).join('&');
    expect(plain(encoded).a).toEqual(Array.from({ length: 12 }, (_, index) => String(index)));
  });

  test('never reach a prototype', () => {
    parseForm('__proto__[polluted]=1&a[__proto__][polluted]=1&constructor[prototype][polluted]=1');
    expect(({} as Record<string, unknown>).polluted).toBeUndefined();
  });
});
