import { createHash } from 'node:crypto';
import type { ExportContents, RowSource } from './contents.ts';
import { csvLine } from './csv-line.ts';
import type { ExportLimits } from './export-limits.ts';
import { ZipArchive } from './zip-archive.ts';

/** How far an export is: the source, where in it, and how many files it has filled. */
export interface Position {
  source: number;
  after: unknown;
  chunk: number;
}

export interface VolumeEntry {
  path: string;
  bytes: number;
  sha256: string;
  /** Of a file of rows. */
  rows?: number;
}

export interface Volume {
  bytes: Buffer;
  entries: VolumeEntry[];
  /** Where the next volume goes on; null when this was the last one. */
  next: Position | null;
}

export const firstPosition: Position = { source: 0, after: null, chunk: 0 };

/**
 * The next ZIP file of an export: whole in itself, filled from `position` on. The last one also lists what is in all of
 * them, with counts and checksums.
 */
export async function makeVolume(
  contents: ExportContents,
  position: Position,
  before: readonly VolumeEntry[],
  limits: Pick<ExportLimits, 'volumeBytes' | 'chunkBytes'>,
): Promise<Volume> {
  const archive = new ZipArchive(contents.startedAt);
  const entries: VolumeEntry[] = [];
  const add = (path: string, content: Uint8Array, rows?: number) => {
    archive.add(path, content);
    entries.push({
      path,
      bytes: content.byteLength,
      sha256: sha256(content),
      ...(rows === undefined ? {} : { rows }),
    });
  };
  if (before.length === 0) add('README.txt', Buffer.from(contents.readme));

  let at: Position | null = position;
  while (at && archive.size < limits.volumeBytes) {
    const source: RowSource | undefined = contents.rows[at.source];
    at = source
      ? await addRows(source, at, limits.chunkBytes, add)
      : await addFiles(contents, at, archive, limits.volumeBytes, add);
  }
  if (at === null) add('manifest.json', manifestOf(contents, [...before, ...entries]));
  return { bytes: archive.toBytes(), entries, next: at };
}

type Add = (path: string, content: Uint8Array, rows?: number) => void;

/** One file of rows, as JSON and as CSV; large tables fill several. */
async function addRows(source: RowSource, at: Position, limit: number, add: Add): Promise<Position> {
  const lines: string[] = [];
  let size = 0;
  let after = at.after;
  do {
    const batch = await source.read(after);
    lines.push(...batch.lines);
    size += batch.lines.reduce((sum, line) => sum + line.length, 0);
    after = batch.reached;
  } while (after !== null && size < limit);
  const next =
    after === null ? { source: at.source + 1, after: null, chunk: 0 } : { ...at, after, chunk: at.chunk + 1 };
  if (lines.length === 0 && at.chunk > 0) return next;
  const isWhole = after === null && at.chunk === 0;
  const name = isWhole ? source.name : `${source.name}-${String(at.chunk + 1).padStart(4, '0')}`;
  add(`json/${name}.ndjson`, Buffer.from(lines.map((line) => `${line}\n`).join('')), lines.length);
  add(`csv/${name}.csv`, Buffer.from(asCsv(lines)), lines.length);
  return next;
}

/** Uploaded files, until the volume is full; null when there is none left. */
async function addFiles(
  { files }: ExportContents,
  at: Position,
  archive: ZipArchive,
  limit: number,
  add: Add,
): Promise<Position | null> {
  const keys = await files.keys();
  const rest = keys.filter((key) => at.after === null || key > String(at.after));
  for (const key of rest) {
    if (archive.size >= limit) return at;
    const content = await files.read(key);
    if (content) add(files.pathOf(key), content);
    at = { ...at, after: key };
  }
  return null;
}

function asCsv(lines: readonly string[]): string {
  const rows = lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  const columns = Object.keys(rows[0] ?? {});
  return [columns, ...rows.map((row) => columns.map((column) => row[column]))].map(csvLine).join('');
}

function manifestOf({ startedAt }: ExportContents, entries: readonly VolumeEntry[]): Buffer {
  const rows: Record<string, number> = {};
  for (const { path, rows: count } of entries) {
    const [, name] = /^json\/(.+?)(?:-\d{4})?\.ndjson$/.exec(path) ?? [];
    if (name) rows[name] = (rows[name] ?? 0) + (count ?? 0);
  }
  const files = entries.filter(({ path }) => path.startsWith('files/')).length;
  return Buffer.from(
    `${JSON.stringify({ format: 1, startedAt: startedAt.toISOString(), rows, files, entries }, null, 2)}\n`,
  );
}

export function sha256(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
