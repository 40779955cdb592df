import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { z } from 'zod';
import { authorize } from '../access/authorize.ts';
import type { PersonContext, UserActor } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { poke } from '../jobs/poke.ts';
import { backgroundFunctionOf, type JobPayloads, type QueueName } from '../jobs/queues.ts';
import type { PersonCommand } from './command-definition.ts';
import { parseInput } from './parse-input.ts';
import { register } from './registry.ts';
import { signedInActor } from './signed-in-actor.ts';
import { withRetries } from './with-retries.ts';

/** What the `run` of a person's command is given: a transaction outside of any workspace, which shows what is theirs. */
export interface PersonCommandContext extends PersonContext {
  actor: UserActor;
  tx: Transaction;
  /** Notes the command in the person's own record, as its definition calls it. */
  record(): Promise<void>;
  /** Says that what was asked for was already so: nothing to record. */
  unchanged(): void;
  /** Adds a job to this transaction; the key, for a keyed queue, is the person. */
  enqueue<Name extends QueueName>(queue: Name, payload: JobPayloads[Name]): Promise<void>;
  /** Says that this queue got a job by other means than `enqueue`, so that it is looked at after the commit. */
  wake(queue: QueueName): void;
}

/**
 * A command of scope `person`. In ONE transaction it locks the person's row, so that what they ask for twice at once is
 * done in turn, runs, and notes it in their own record.
 */
export function personCommand<Input extends z.ZodObject, Result>(definition: PersonCommand<Input, Result>) {
  const { name, permission, audit, input } = definition;
  async function call(ctx: PersonContext, raw: unknown): Promise<Result> {
    try {
      authorize(ctx.actor, null, permission);
      const actor = signedInActor(ctx);
      const parsed = parseInput(input, raw);
      const { result, queues } = await withRetries(() => transact(definition, { ...ctx, actor }, parsed));
      await Promise.all([...new Set([...queues].map(backgroundFunctionOf))].map(poke));
      return result;
    } catch (error) {
      throw toAppError(error, ctx.request, name);
    }
  }
  register({ name, kind: 'command', scope: 'person', permission, audit, input, call });
  return Object.assign(call, { input });
}

async function transact<Input extends z.ZodObject, Result>(
  { name, audit, run }: PersonCommand<Input, Result>,
  ctx: PersonContext & { actor: UserActor },
  input: z.output<Input>,
): Promise<{ result: Result; queues: Set<QueueName> }> {
  const { userId } = ctx.actor;
  const queues = new Set<QueueName>();
  let accountedFor = false;
  return withUser({ userId }, async (tx) => {
    await lockPerson(tx, userId);
    const result = await run(
      {
        ...ctx,
        tx,
        async record() {
          accountedFor = true;
          const { ip, requestId } = ctx.request;
          await tx.personEvent.createMany({ data: { userId, action: audit, ip, requestId } });
        },
        unchanged() {
          accountedFor = true;
        },
        wake(queue) {
          queues.add(queue);
        },
        async enqueue(queue, payload) {
          queues.add(queue);
          await enqueue(tx, queue, userId, payload);
        },
      },
      input,
    );
    if (!accountedFor) throw new Error(`${name} neither noted what it did nor said that nothing changed.`);
    return { result, queues };
  });
}

async function lockPerson(tx: Transaction, userId: string): Promise<void> {
  const [found] = await rawQuery(
    tx,
    Prisma.sql`select 1 from "user" where id = ${userId}::uuid and deleted_at is null for no key update`,
  );
  if (!found)
    throw new AppError('UNAUTHORIZED', 'This sign-in is being erased. Nothing more can be done with it.');
}
