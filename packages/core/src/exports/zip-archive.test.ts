import { expect, test } from 'vitest';
import { readZip } from '../../../../tests/support/read-zip.ts';
import { ZipArchive } from './zip-archive.ts';

test('what was added comes out again, names beyond ASCII and empty files too', () => {
  const archive = new ZipArchive(new Date('2026-11-21T12:30:08Z'));
  archive.add('json/post.ndjson', Buffer.from('{"a":1}\n'.repeat(10_000)));
  archive.add('files/Øya ☂.png', Buffer.from([0, 255, 1]));
  archive.add('empty.txt', Buffer.alloc(0));
  const files = readZip(archive.toBytes());
  expect([...files.keys()]).toEqual(['json/post.ndjson', 'files/Øya ☂.png', 'empty.txt']);
  expect(files.get('json/post.ndjson')?.toString()).toBe('{"a":1}\n'.repeat(10_000));
  expect([...(files.get('files/Øya ☂.png') ?? [])]).toEqual([0, 255, 1]);
  expect(files.get('empty.txt')).toHaveLength(0);
});

test('its size is known while it grows', () => {
  const archive = new ZipArchive(new Date());
  expect(archive.size).toBe(0);
  archive.add('a.txt', Buffer.from('a'.repeat(100_000)));
  expect(archive.size).toBeGreaterThan(35);
  expect(archive.size).toBeLessThan(1_000);
});
