import { createHash } from 'node:crypto';

/** The same UUID for the same name, always: a primary key that refuses to have a thing twice. Version 8, our own scheme. */
export function uuidFrom(name: string): string {
  const hash = createHash('sha256').update(name).digest('hex');
  const parts = [
    hash.slice(0, 8),
    hash.slice(8, 12),
    `8${hash.slice(13, 16)}`,
    `8${hash.slice(17, 20)}`,
    hash.slice(20, 32),
  ];
  return parts.join('-');
}
