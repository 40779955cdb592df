import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { deflateRawSync } from 'node:zlib';
import type { Figure } from './figure.ts';

/** Size of the server function as the platform receives it: every file deflated, as in a ZIP. */
export async function measureBundle(folder: string): Promise<Figure[]> {
  const directory = join(folder, 'apps/web/.netlify/v1/functions/ssr');
  const files = readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const packed = files
    .map((entry) => deflateRawSync(readFileSync(join(entry.parentPath, entry.name))).length)
    .reduce((sum, size) => sum + size, 0);
  return [
    { what: 'SSR function, packed', value: packed / 1e6, unit: 'MB', aim: 2 },
    { what: 'SSR function, files', value: files.length, unit: 'files', aim: 60 },
  ];
}
