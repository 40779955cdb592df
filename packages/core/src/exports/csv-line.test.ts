import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test.each([
  [['a', 1, true, null], 'a,1,true,'],
  [['say "yes", now', 'two\nlines'], '"say ""yes"", now","two\nlines"'],
  [[{ role: { from: null, to: 'admin' } }], '"{""role"":{""from"":null,""to"":""admin""}}"'],
  [[['posts:read']], '"[""posts:read""]"'],
])('%j becomes %s', (values, line) => {
  expect(csvLine(values)).toBe(`${line}\r\n`);
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\tx'])('%j is text to a spreadsheet, not a formula', (text) => {
  expect(csvLine([text])).toBe(`'${text}\r\n`);
});

test('a negative number stays a number', () => {
  expect(csvLine([-1])).toBe('-1\r\n');
});
