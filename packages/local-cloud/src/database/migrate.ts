import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { prismaFolder, runPrisma } from './prisma-cli.ts';

/** Applies the migrations that are missing. Asks the database first, because Prisma's command line takes a second. */
export async function migrate(owner: pg.Client, ownerUrl: string): Promise<void> {
  if (await isMigrated(owner)) return;
  const environment = { DATABASE_URL_UNPOOLED: ownerUrl };
  // A schema engine that dies makes `migrate deploy` end with success: `migrate status` has the last word.
  for (const command of ['deploy', 'status']) {
    const { code, output } = await runPrisma(['migrate', command], environment);
    if (code !== 0) {
      throw new Error(
        `The database was not brought up to date: "prisma migrate ${command}" failed. A migration that failed was rolled back; correct the cause and run the same command again. Prisma said:\n\n${output.trim()}`,
      );
    }
  }
}

async function isMigrated(owner: pg.Client): Promise<boolean> {
  const { rows: tables } = await owner.query<{ exists: boolean }>(
    `select to_regclass('public._prisma_migrations') is not null as exists`,
  );
  if (!tables[0]?.exists) return false;
  const { rows } = await owner.query<{ name: string; isApplied: boolean }>(
    `select migration_name as name, finished_at is not null as "isApplied"
     from _prisma_migrations where rolled_back_at is null`,
  );
  const applied = new Set(rows.filter(({ isApplied }) => isApplied).map(({ name }) => name));
  return rows.every(({ isApplied }) => isApplied) && migrationNames().every((name) => applied.has(name));
}

function migrationNames(): string[] {
  return readdirSync(join(prismaFolder, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name);
}
