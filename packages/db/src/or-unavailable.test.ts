import { describe, expect, test } from 'vitest';
import { DatabaseUnavailable } from './database-unavailable.ts';
import { isUnavailable, orUnavailable } from './or-unavailable.ts';

const withCode = (code: string) => Object.assign(new Error('said the database'), { code });

describe('worth another try later', () => {
  test.each([
    ['a refused connection', withCode('ECONNREFUSED')],
    ['a server that starts up', withCode('57P03')],
    ['a server that shuts down', withCode('57P01')],
    ['too many connections', withCode('53300')],
    ['a statement that took too long', withCode('57014')],
    ['a transaction that got no connection', withCode('P2028')],
    ['a full pool', new Error('timeout exceeded when trying to connect')],
    ['a WebSocket that broke', { type: 'error', target: {}, message: '' }],
    ['any of them as a cause', new Error('Raw query failed', { cause: withCode('57P01') })],
    [
      'any of them inside the error of an adapter',
      Object.assign(withCode('P2010'), {
        meta: { driverAdapterError: { cause: { originalCode: '57P01' } } },
      }),
    ],
  ])('%s', (_what, error) => {
    expect(isUnavailable(error)).toBe(true);
  });
});

describe('wrong however often it is tried', () => {
  test.each([
    ['a violated constraint', withCode('23505')],
    ['a refusal of row-level security', withCode('42501')],
    ['a record that is not there', withCode('P2025')],
    ['an error of our own', new Error('Choose a role.')],
    ['a thrown text', 'ECONNREFUSED'],
    ['nothing', undefined],
  ])('%s', (_what, error) => {
    expect(isUnavailable(error)).toBe(false);
  });
});

test('an error that causes itself ends', () => {
  const error = new Error('loop');
  error.cause = error;
  expect(isUnavailable(error)).toBe(false);
});

test('other failures pass unchanged', async () => {
  const error = new Error('Choose a role.');
  await expect(orUnavailable(() => Promise.reject(error))).rejects.toBe(error);
  await expect(orUnavailable(() => Promise.reject(withCode('57P01')))).rejects.toBeInstanceOf(
    DatabaseUnavailable,
  );
});
