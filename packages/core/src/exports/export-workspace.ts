import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { openWork, requireClaim, type WorkOptions } from '../jobs/steps.ts';
import { log } from '../log/log.ts';
import { exportDays } from './export-days.ts';
import { type ExportLimits, exportLimits } from './export-limits.ts';
import { volumeKey } from './export-link.ts';
import type { VolumeEntry } from './make-volume.ts';
import { type KeptVolume, makeVolumes } from './make-volumes.ts';
import { workspaceContents } from './workspace-contents.ts';

export interface ExportOptions extends WorkOptions {
  /** When to stop and leave the rest to a job of its own; the platform ends a function after fifteen minutes. */
  until?: Date;
  limits?: ExportLimits;
}

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** In a row without progress. */
const mostAttempts = 6;

/**
 * Writes an export, ZIP file by ZIP file, into the Blobs store. Memory is bounded by one of them. After a crash it goes on
 * behind the last one that was finished.
 */
export async function exportWorkspace(
  { workspaceId, exportId }: { workspaceId: string; exportId: string },
  options: ExportOptions = {},
): Promise<void> {
  const { until = new Date(Date.now() + 10 * 60 * 1000), limits = exportLimits } = options;
  const begun = await begin(workspaceId, exportId);
  if (!begun) return;
  const work = await openWork(workspaceId, `export:${exportId}`, options);
  const contents = workspaceContents(begun.workspace, begun.createdAt, limits.batchBytes);
  const { volumes, entries, isWhole } = await makeVolumes(contents, work, {
    until,
    limits,
    keyOf: (number) => volumeKey(workspaceId, exportId, number),
    progress: (entries) => change(workspaceId, exportId, { attempts: 0, ...countsOf(entries) }),
  });
  if (!isWhole) return continueLater(workspaceId, exportId);
  await withWorkspace(workspaceId, async (tx) => {
    if (options.claim) await requireClaim(tx, options.claim);
    await finish(tx, workspaceId, exportId, volumes, entries);
  });
  await poke('jobs-background');
  log.info('exports.finished', { workspaceId, exportId, volumes: volumes.length });
}

/** Null when there is nothing to do (any more). Counts the attempt, so that crashes count too. */
async function begin(workspaceId: string, exportId: string) {
  return withWorkspace(workspaceId, async (tx) => {
    const where = { workspaceId, id: exportId, state: { in: ['waiting', 'running'] as const } };
    const found = await tx.dataExport.findFirst({
      where: { ...where, state: { in: [...where.state.in] } },
      select: {
        createdAt: true,
        attempts: true,
        workspace: { select: { id: true, name: true, slug: true } },
      },
    });
    if (!found) return null;
    const isGivenUp = found.attempts >= mostAttempts;
    await tx.dataExport.updateMany({
      where: { workspaceId, id: exportId },
      data: isGivenUp
        ? { state: 'failed', finishedAt: new Date() }
        : { state: 'running', attempts: found.attempts + 1 },
    });
    if (isGivenUp) log.error('exports.given_up', { workspaceId, exportId });
    return isGivenUp ? null : found;
  });
}

async function continueLater(workspaceId: string, exportId: string): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    await tx.dataExport.updateMany({ where: { workspaceId, id: exportId }, data: { attempts: 0 } });
    await enqueue(tx, 'export-workspace', workspaceId, { workspaceId, exportId });
  });
}

async function change(
  workspaceId: string,
  exportId: string,
  data: { attempts: number; rows: number; files: number },
): Promise<void> {
  await withWorkspace(workspaceId, (tx) =>
    tx.dataExport.updateMany({ where: { workspaceId, id: exportId, state: 'running' }, data }),
  );
}

/** The link is mailed exactly when the export can be downloaded: in one transaction. */
async function finish(
  tx: Transaction,
  workspaceId: string,
  exportId: string,
  volumes: readonly KeptVolume[],
  entries: readonly VolumeEntry[],
): Promise<void> {
  const finishedAt = new Date();
  const { count } = await tx.dataExport.updateMany({
    where: { workspaceId, id: exportId, state: 'running' },
    data: {
      state: 'ready',
      attempts: 0,
      finishedAt,
      expiresAt: new Date(finishedAt.getTime() + exportDays * dayMilliseconds),
      volumes: volumes.map(({ bytes, sha256: checksum }) => ({ bytes, sha256: checksum })),
      ...countsOf(entries),
    },
  });
  await tx.workStep.deleteMany({ where: { workspaceId, work: `export:${exportId}` } });
  if (count > 0) {
    await enqueue(tx, 'mail', workspaceId, { message: 'export-ready', workspaceId, exportId });
  }
}

function countsOf(entries: readonly VolumeEntry[]): { rows: number; files: number } {
  const rows = entries.filter(({ path }) => path.startsWith('json/'));
  return {
    rows: rows.reduce((sum, entry) => sum + (entry.rows ?? 0), 0),
    files: entries.filter(({ path }) => path.startsWith('files/')).length,
  };
}
