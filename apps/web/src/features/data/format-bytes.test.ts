import { expect, test } from 'vitest';
import { formatBytes } from './format-bytes.ts';

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [3_449_000, '3.4 MB'],
  [99_949_999, '99.9 MB'],
  [999_600, '1.0 MB'],
  [120_000_000_000, '120 GB'],
])('%i bytes read %s', (bytes, text) => {
  expect(formatBytes(bytes)).toBe(text);
});
