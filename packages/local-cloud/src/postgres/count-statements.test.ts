import { expect, test } from 'vitest';
import { createStatementCounter } from './count-statements.ts';

const startUp = message('', Buffer.concat([int32(196_608), Buffer.from('user\0ada\0\0')]));
const sslRequest = message('', int32(80_877_103));
const simpleQuery = message('Q', Buffer.from('select 1\0'));
const parse = message('P', Buffer.from('\0select $1\0\0\0'));
const execute = message('E', Buffer.from('\0\0\0\0\0'));

test('queries and executes count, everything else does not', () => {
  expect(count([sslRequest, startUp, simpleQuery, parse, execute, execute])).toBe(3);
});

test('messages split at any byte count once', () => {
  const bytes = Buffer.concat([startUp, simpleQuery, parse, execute]);
  for (let at = 1; at < bytes.length; at++) {
    expect(count([bytes.subarray(0, at), bytes.subarray(at)])).toBe(2);
  }
});

test('a start-up message that holds the letter Q is no query', () => {
  expect(count([message('', Buffer.concat([int32(196_608), Buffer.from('user\0QQQQQ\0\0')]))])).toBe(0);
});

function count(chunks: Buffer[]): number {
  let statements = 0;
  const read = createStatementCounter(() => statements++);
  for (const chunk of chunks) read(chunk);
  return statements;
}

function message(type: string, body: Buffer): Buffer {
  return Buffer.concat([Buffer.from(type), int32(body.length + 4), body]);
}

function int32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}
