import { createHash } from 'node:crypto';
import { AppError } from '../errors/app-error.ts';

/** Of an answer's body: strong, so that it may guard a change. */
export function etagOf(body: string): string {
  return `"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`;
}

/** Whether the caller has this already (`If-None-Match`). Compares weakly, as that header asks for. */
export function isKnown(header: string | null, etag: string): boolean {
  return (
    header !== null &&
    (header.trim() === '*' || tagsOf(header).some((tag) => tag.replace(/^W\//, '') === etag))
  );
}

/** Refuses a change that is based on something else than what is there now (`If-Match`). */
export function requireMatch(header: string, etag: string): void {
  if (header.trim() === '*' || tagsOf(header).includes(etag)) return;
  throw new AppError(
    'PRECONDITION_FAILED',
    'This was changed since you read it, so nothing was written. Read it again, apply your change to that, and send it with the new ETag.',
    { reason: 'changed-meanwhile' },
  );
}

function tagsOf(header: string): string[] {
  return header.match(/(?:W\/)?"[^"]*"/g) ?? [];
}
