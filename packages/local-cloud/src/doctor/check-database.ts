import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { prismaFolder } from '../database/prisma-cli.ts';
import { type Finding, ok, skipped, warning, wrong } from './finding.ts';

/** Runs one statement; what a test puts a database behind, or a fault. */
export type Ask = <Row>(sql: string) => Promise<Row[]>;

const migrate = 'Run `npm run db:migrate` with DATABASE_URL and DATABASE_URL_UNPOOLED set.';

/** Whether the product's own role is bound by row-level security. */
export async function checkRole(ask: Ask): Promise<Finding[]> {
  const [ready] = await ask<{ role: string; ready: boolean }>(
    `select current_user::text as role, to_regprocedure('app.role_faults(name)') is not null as ready`,
  );
  if (!ready?.ready) return [wrong('The database has none of the product’s tables yet.', migrate)];
  const faults = await ask<{ fault: string }>('select fault from app.role_faults(current_user)');
  if (faults.length > 0) {
    return [
      wrong(
        `DATABASE_URL connects as ${ready.role}, which row-level security does not bind: ${faults.map(({ fault }) => fault).join('; ')}.`,
        'Write it as postgresql://archipelago_app:<a password you choose>@…: `npm run db:migrate` makes that role. Never use the owner’s address for the product.',
      ),
    ];
  }
  return [ok(`The database takes ${ready.role}, and row-level security binds it.`)];
}

/** Whether every migration of this version is applied. Asks as the owner, who alone may look. */
export async function checkMigrations(ask: Ask | null): Promise<Finding[]> {
  if (!ask) return [skipped('DATABASE_URL_UNPOOLED is not set, so the migrations were not looked at.')];
  const [table] = await ask<{ exists: boolean }>(
    `select to_regclass('public._prisma_migrations') is not null as exists`,
  );
  if (!table?.exists) return [wrong('No migration was ever applied.', migrate)];
  const rows = await ask<{ name: string; done: boolean }>(
    `select migration_name as name, finished_at is not null as done from _prisma_migrations where rolled_back_at is null`,
  );
  const failed = rows.filter(({ done }) => !done).map(({ name }) => name);
  if (failed.length > 0) {
    return [
      wrong(
        `The migration ${failed.join(', ')} was begun and not finished.`,
        `Read its error, correct the cause. ${migrate}`,
      ),
    ];
  }
  const wanted = readdirSync(join(prismaFolder, 'migrations'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name);
  const applied = new Set(rows.map(({ name }) => name));
  const missing = wanted.filter((name) => !applied.has(name));
  if (missing.length > 0) return [wrong(`These migrations are missing: ${missing.join(', ')}.`, migrate)];
  const newer = [...applied].filter((name) => !wanted.includes(name));
  if (newer.length > 0) {
    return [
      warning(
        `The database is newer than this code: it has ${newer.join(', ')}.`,
        'That is right for a moment while a deploy replaces another. Otherwise update this code.',
      ),
    ];
  }
  return [ok(`All ${wanted.length} migrations are applied.`)];
}
