import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openJsonStore } from './open-json-store.ts';

const folder = mkdtempSync(join(tmpdir(), 'archipelago-store-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test('writes follow one another, also one that is asked for just when another has ended', async () => {
  const file = join(folder, 'state.json');
  const { state, save } = openJsonStore(file, { count: 0 });
  const pending: Promise<void>[] = [];
  for (let round = 0; round < 20; round += 1) {
    const first = save();
    pending.push(save());
    await first;
    state.count += 1;
    pending.push(save());
  }
  await Promise.all(pending);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual({ count: 20 });
});
