import { describe, expect, test } from 'vitest';
import { Params } from './params.ts';
import { parseForm } from './parse-form.ts';

const params = (encoded: string) => new Params(parseForm(encoded));

describe('parameters', () => {
  test('that nobody read are refused by their full name', () => {
    const sent = params('items[0][price]=p&items[0][colour]=red');
    sent.objects('items')?.map((item) => item.string('price'));
    expect(() => sent.finish()).toThrow('Received unknown parameter: items[0][colour]');
  });

  test('of the wrong kind are refused', () => {
    expect(() => params('quantity=two').integer('quantity')).toThrow('Invalid integer: two');
    expect(() => params('active=yes').boolean('active')).toThrow('Invalid boolean: yes');
    expect(() => params('mode=gift').choice('mode', ['payment', 'setup'])).toThrow(
      'must be one of payment, setup',
    );
    expect(() => params('').required('customer')).toThrow('Missing required param: customer.');
  });

  test('merge metadata, where an empty value removes its key and an empty whole removes all', () => {
    const current = { kept: '1', changed: '1', removed: '1' };
    expect(params('metadata[changed]=2&metadata[removed]=&metadata[new]=3').metadata(current)).toEqual({
      kept: '1',
      changed: '2',
      new: '3',
    });
    expect(params('metadata=').metadata(current)).toEqual({});
    expect(params('').metadata(current)).toBe(current);
  });
});
