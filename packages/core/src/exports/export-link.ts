import { createHmac, timingSafeEqual } from 'node:crypto';
import { environment } from '../environment.ts';

/**
 * What the address of a download carries besides the export's id: whoever guesses or reads an id in a log has no link.
 * The link alone opens nothing; it takes a person who may export besides.
 */
export function exportSignature(ownerId: string, exportId: string): string {
  return createHmac('sha256', environment().JOBS_SECRET)
    .update(`export\n${ownerId}\n${exportId}`)
    .digest('base64url');
}

export function isExportSignature(ownerId: string, exportId: string, given: string): boolean {
  const wanted = Buffer.from(exportSignature(ownerId, exportId));
  const actual = Buffer.from(given);
  return wanted.length === actual.length && timingSafeEqual(wanted, actual);
}

/** Where a volume is in the store `exports`. */
export function volumeKey(ownerId: string, exportId: string, volume: number): string {
  return `${ownerId}/${exportId}/${volume}.zip`;
}
