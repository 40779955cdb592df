import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import { exportDays } from '../exports/export-days.ts';
import { exportLimits } from '../exports/export-limits.ts';
import type { ExportOptions } from '../exports/export-workspace.ts';
import type { VolumeEntry } from '../exports/make-volume.ts';
import { makeVolumes } from '../exports/make-volumes.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { openPersonWork, requireClaim } from '../jobs/steps.ts';
import { log } from '../log/log.ts';
import { type CopiedPerson, copyContents } from './copy-contents.ts';
import { copyKey } from './copy-link.ts';

const dayMilliseconds = 24 * 60 * 60 * 1000;
/** In a row without progress. */
const mostAttempts = 6;

/** Writes a copy of everything about a person into the Blobs store. After a crash it goes on where it was. */
export async function makeDataCopy(
  { userId, copyId }: { userId: string; copyId: string },
  options: ExportOptions = {},
): Promise<void> {
  const { until = new Date(Date.now() + 10 * 60 * 1000), limits = exportLimits } = options;
  const begun = await begin(userId, copyId);
  if (!begun) return;
  const work = await openPersonWork(userId, `copy:${copyId}`, options);
  // The same for every attempt: a volume says where the next goes on by the place's number.
  const person = await work.step('person', () => readPerson(userId));
  const { volumes, entries, isWhole } = await makeVolumes(
    copyContents(person, begun.createdAt, limits.batchBytes),
    work,
    {
      until,
      limits,
      keyOf: (number) => copyKey(userId, copyId, number),
      progress: () => noteProgress(userId, copyId),
    },
  );
  if (!isWhole) return continueLater(userId, copyId);
  await withUser({ userId }, async (tx) => {
    if (options.claim) await requireClaim(tx, options.claim);
    const finishedAt = new Date();
    const { count } = await tx.personExport.updateMany({
      where: { userId, id: copyId, state: 'running' },
      data: {
        state: 'ready',
        attempts: 0,
        finishedAt,
        expiresAt: new Date(finishedAt.getTime() + exportDays * dayMilliseconds),
        volumes: volumes.map(({ bytes, sha256 }) => ({ bytes, sha256 })),
        rows: rowsOf(entries),
      },
    });
    await tx.personStep.deleteMany({ where: { userId, work: `copy:${copyId}` } });
    // The link is mailed exactly when the copy can be downloaded.
    if (count > 0) await enqueue(tx, 'mail', userId, { message: 'data-copy-ready', userId, copyId });
  });
  await poke('jobs-background');
  log.info('person.copy_finished', { userId, copyId, volumes: volumes.length });
}

/** Null when there is nothing to do (any more). Counts the attempt, so that crashes count too. */
async function begin(userId: string, copyId: string): Promise<{ createdAt: Date } | null> {
  return withUser({ userId }, async (tx) => {
    const found = await tx.personExport.findFirst({
      where: { userId, id: copyId, state: { in: ['waiting', 'running'] } },
      select: { createdAt: true, attempts: true },
    });
    if (!found) return null;
    const isGivenUp = found.attempts >= mostAttempts;
    await tx.personExport.updateMany({
      where: { userId, id: copyId },
      data: isGivenUp
        ? { state: 'failed', finishedAt: new Date() }
        : { state: 'running', attempts: found.attempts + 1 },
    });
    if (isGivenUp) log.error('person.copy_given_up', { userId, copyId });
    return isGivenUp ? null : found;
  });
}

async function readPerson(userId: string): Promise<CopiedPerson> {
  return withUser({ userId }, async (tx) => {
    const [person] = await rawQuery<CopiedPerson>(
      tx,
      Prisma.sql`select id as "userId", name, email, app.places_of_person() as places from "user"
        where id = ${userId}::uuid`,
    );
    if (!person) throw new Error(`There is no user ${userId}, so there is nothing to copy.`);
    return person;
  });
}

async function noteProgress(userId: string, copyId: string): Promise<void> {
  await withUser({ userId }, (tx) =>
    tx.personExport.updateMany({ where: { userId, id: copyId, state: 'running' }, data: { attempts: 0 } }),
  );
}

async function continueLater(userId: string, copyId: string): Promise<void> {
  await withUser({ userId }, async (tx) => {
    await tx.personExport.updateMany({ where: { userId, id: copyId }, data: { attempts: 0 } });
    await enqueue(tx, 'copy-person', userId, { userId, copyId });
  });
}

function rowsOf(entries: readonly VolumeEntry[]): number {
  return entries
    .filter(({ path }) => path.startsWith('json/'))
    .reduce((sum, entry) => sum + (entry.rows ?? 0), 0);
}
