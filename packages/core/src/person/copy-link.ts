import { volumeKey } from '../exports/export-link.ts';

/** Everything of a person in the store `exports` begins so; no workspace's export does. */
export function copyPrefix(userId: string): string {
  return `person/${userId}/`;
}

/** Where a ZIP file of a copy is in the store `exports`. */
export function copyKey(userId: string, copyId: string, volume: number): string {
  return volumeKey(`person/${userId}`, copyId, volume);
}
