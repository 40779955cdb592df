import { AppError } from '../errors/app-error.ts';

/** A row of `data_export` or `person_export`; `volumes` are `{ bytes }` in the order of their numbers. */
interface Made {
  state: string;
  volumes: unknown;
  expiresAt: Date | null;
  createdAt: Date;
}

/**
 * How large a ZIP file of an export is, and what its name says of its day and, among several, its number: for one that is
 * there to take.
 *
 * @throws {AppError} `unknown` when there is no such file, GONE with `expired` when it was deleted
 */
export function readyVolume(
  found: Made | null,
  volume: number,
  { unknown, expired }: { unknown: AppError; expired: string },
): { bytes: number; dated: string } {
  const volumes = (found?.volumes ?? []) as { bytes: number }[];
  const bytes = volumes[volume - 1]?.bytes;
  if (!found || bytes === undefined) throw unknown;
  if (found.state !== 'ready' || !found.expiresAt || found.expiresAt <= new Date()) {
    throw new AppError('GONE', expired);
  }
  const part = volumes.length > 1 ? `-${volume}-of-${volumes.length}` : '';
  return { bytes, dated: `${found.createdAt.toISOString().slice(0, 10)}${part}` };
}
