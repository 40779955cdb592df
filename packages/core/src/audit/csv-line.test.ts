import fc from 'fast-check';
import { expect, test } from 'vitest';
import { csvLine } from './csv-line.ts';

test('quotes, commas and line breaks stay inside their cell', () => {
  expect(csvLine(['a "b"', 'c,d', 'e\r\nf', null, ''])).toBe('"a ""b""","c,d","e\r\nf","",""\r\n');
});

test.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '\n=1', '＝1', '＋1', '－1', '＠x'])(
  '%j is text to a spreadsheet',
  (text) => {
    expect(csvLine([text])).toBe(`"'${text}"\r\n`);
  },
);

test('whatever the cells hold, a reader gets as many cells back, none of them a formula', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'binary' }), { minLength: 1 }), (cells) => {
      const read = readCells(csvLine(cells));
      expect(read).toHaveLength(cells.length);
      for (const [index, cell] of read.entries()) {
        expect(cell).not.toMatch(/^[=+\-@\t\r\n]/);
        expect([cells[index], `'${cells[index]}`]).toContain(cells[index] === cell ? cell : cell);
        expect(cell.endsWith(cells[index] ?? '')).toBe(true);
      }
    }),
  );
});

/** A reader of RFC 4180, written apart from the writer. */
function readCells(line: string): string[] {
  const cells: string[] = [];
  let rest = line;
  while (rest.startsWith('"')) {
    let end = 1;
    while (rest[end] !== '"' || rest[end + 1] === '"') end += rest[end] === '"' ? 2 : 1;
    cells.push(rest.slice(1, end).replaceAll('""', '"'));
    rest = rest.slice(end + 1).replace(/^,/, '');
  }
  expect(rest).toBe('\r\n');
  return cells;
}
