import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';

/** A job's hold on its work. Whoever was given up as crashed and still runs finds it gone. */
export interface Claim {
  id: string;
  /** Which attempt this is. */
  retryCount: number;
}

export interface WorkOptions {
  /** The job that does the work; without one nobody can take it over. */
  claim?: Claim | undefined;
  /** Where a crash may come between; tests stop there. */
  onStep?: (step: string, moment: 'ran' | 'kept') => Promise<void>;
}

export interface Work {
  /**
   * Runs a step unless an earlier attempt finished it, and keeps its result, which must be JSON. A step may run more
   * than once, when a crash comes before its result is kept: what it does must be safe to repeat.
   *
   * @throws ClaimLost when another worker has taken the job over
   */
  step<Result>(name: string, run: () => Promise<Result>): Promise<Result>;
}

/** Another worker has the job: this one stops, and changes nothing any more. */
export class ClaimLost extends Error {
  override readonly name = 'ClaimLost';
}

/** Opens a workspace's long work, with what earlier attempts finished of it. `work` names it, e.g. `export:<id>`. */
export function openWork(workspaceId: string, work: string, options: WorkOptions = {}): Promise<Work> {
  return openSteps(options, {
    enter: (run) => withWorkspace(workspaceId, run),
    kept: (tx) =>
      tx.workStep.findMany({ where: { workspaceId, work }, select: { step: true, result: true } }),
    keep: (tx, step, result) => tx.workStep.createMany({ data: { workspaceId, work, step, result } }),
  });
}

/** The same for work about a person, in no workspace or in several. */
export function openPersonWork(userId: string, work: string, options: WorkOptions = {}): Promise<Work> {
  return openSteps(options, {
    enter: (run) => withUser({ userId }, run),
    kept: (tx) => tx.personStep.findMany({ where: { userId, work }, select: { step: true, result: true } }),
    keep: (tx, step, result) => tx.personStep.createMany({ data: { userId, work, step, result } }),
  });
}

interface KeptSteps {
  enter<Result>(run: (tx: Transaction) => Promise<Result>): Promise<Result>;
  kept(tx: Transaction): Promise<{ step: string; result: Prisma.JsonValue }[]>;
  keep(tx: Transaction, step: string, result: Prisma.InputJsonValue): Promise<unknown>;
}

async function openSteps(
  { claim, onStep = async () => {} }: WorkOptions,
  { enter, kept, keep }: KeptSteps,
): Promise<Work> {
  const done = new Map((await enter(kept)).map(({ step, result }) => [step, result]));
  return {
    async step(name, run) {
      if (done.has(name)) return done.get(name) as Awaited<ReturnType<typeof run>>;
      const result = await run();
      await onStep(name, 'ran');
      await enter(async (tx) => {
        if (claim) await requireClaim(tx, claim);
        await keep(tx, name, (result ?? null) as Prisma.InputJsonValue);
      });
      await onStep(name, 'kept');
      return result;
    },
  };
}

/** Locks the job's row, so that it cannot be given to somebody else before this transaction ends. */
export async function requireClaim(tx: Transaction, { id, retryCount }: Claim): Promise<void> {
  const [held] = await rawQuery(
    tx,
    Prisma.sql`select 1 from pgboss.job
      where id = ${id}::uuid and state = 'active' and retry_count = ${retryCount} for update`,
  );
  if (!held) throw new ClaimLost('Another worker has taken this job over.');
}
