import { blobStore } from '../files/blob-store.ts';
import type { Work } from '../jobs/steps.ts';
import type { ExportContents } from './contents.ts';
import type { ExportLimits } from './export-limits.ts';
import { firstPosition, makeVolume, type Position, sha256, type VolumeEntry } from './make-volume.ts';

/** One finished ZIP file, as the work remembers it. */
export interface KeptVolume {
  bytes: number;
  sha256: string;
  entries: VolumeEntry[];
  next: Position | null;
}

export interface MakeVolumesOptions {
  /** When to stop: the rest is for a job of its own. */
  until: Date;
  limits: ExportLimits;
  /** Where a ZIP file goes in the store `exports`. */
  keyOf(number: number): string;
  /** After each but the last. */
  progress(entries: readonly VolumeEntry[]): Promise<unknown>;
}

/**
 * Writes an export into the Blobs store, ZIP file by ZIP file, each a step of the work: memory is bounded by one of them,
 * and after a crash it goes on behind the last one that was finished.
 */
export async function makeVolumes(
  contents: ExportContents,
  work: Work,
  { until, limits, keyOf, progress }: MakeVolumesOptions,
): Promise<{ volumes: KeptVolume[]; entries: VolumeEntry[]; isWhole: boolean }> {
  const volumes: KeptVolume[] = [];
  const entries: VolumeEntry[] = [];
  let at: Position | null = firstPosition;
  while (at) {
    const from: Position = at;
    const number = volumes.length + 1;
    const volume = await work.step(`volume:${number}`, async (): Promise<KeptVolume> => {
      const { bytes, ...rest } = await makeVolume(contents, from, entries, limits);
      await blobStore('exports').set(keyOf(number), arrayBufferOf(bytes));
      return { bytes: bytes.byteLength, sha256: sha256(bytes), ...rest };
    });
    volumes.push(volume);
    entries.push(...volume.entries);
    at = volume.next;
    if (at && Date.now() >= until.getTime()) return { volumes, entries, isWhole: false };
    if (at) await progress(entries);
  }
  return { volumes, entries, isWhole: true };
}

function arrayBufferOf(bytes: Buffer): ArrayBuffer {
  return bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
}
