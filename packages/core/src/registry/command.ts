import { randomUUID } from 'node:crypto';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import type { z } from 'zod';
import { authorize } from '../access/authorize.ts';
import { currentGrant } from '../access/current-grant.ts';
import type { Permission } from '../access/permissions.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { PersonContext, UserActor, WorkspaceContext } from '../context/context.ts';
import { type CheckedEntitlement, requireEntitlement } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { isWriteConflict } from '../errors/is-write-conflict.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { poke } from '../jobs/poke.ts';
import { backgroundFunctionOf, type QueueName } from '../jobs/queues.ts';
import {
  type CommandRecord,
  type NewWorkspaceCommandContext,
  recordCommand,
  type WorkspaceCommandContext,
} from './command-context.ts';
import { parseInput } from './parse-input.ts';
import { register } from './registry.ts';
import { signedInActor } from './signed-in-actor.ts';

interface CommandDefinition<Context, Input extends z.ZodObject, Result, Prepared> {
  /** The file's name. */
  name: string;
  permission: Permission;
  /** What its audit row is called. */
  audit: AuditAction;
  /** A `z.strictObject` of scalars. */
  input: Input;
  /** May run again when the database asks for a retry: effects outside the transaction belong in a job. */
  run(ctx: Context, input: z.output<Input>, prepared: Prepared): Promise<Result>;
}

interface WorkspaceCommand<Input extends z.ZodObject, Result, Prepared>
  extends CommandDefinition<WorkspaceCommandContext, Input, Result, Prepared> {
  scope?: 'workspace';
  /**
   * What cannot be done inside a transaction, such as asking Stripe. Runs once, authorized and with checked input, before
   * the transaction, which may still fail: it must be safe to repeat.
   */
  prepare?(ctx: WorkspaceContext & { actor: UserActor }, input: z.output<Input>): Promise<Prepared>;
  /** Whether it may run in a workspace that is being deleted. */
  whileDeleting?: true;
  /** A feature the plan must have, or a limit that one more must fit into. */
  entitlement?: CheckedEntitlement;
}

interface NewWorkspaceCommand<Input extends z.ZodObject, Result>
  extends CommandDefinition<NewWorkspaceCommandContext, Input, Result, undefined> {
  scope: 'new-workspace';
}

export type Command<Context, Input extends z.ZodObject, Result> = ((
  ctx: Context,
  input: z.input<Input>,
) => Promise<Result>) & { input: Input };

const attempts = 3;

export function command<Input extends z.ZodObject, Result, Prepared = undefined>(
  definition: WorkspaceCommand<Input, Result, Prepared>,
): Command<WorkspaceContext, Input, Result>;
export function command<Input extends z.ZodObject, Result>(
  definition: NewWorkspaceCommand<Input, Result>,
): Command<PersonContext, Input, Result>;
/**
 * Defines and registers a change. Called, it authorizes, checks the input, and then in ONE transaction reads what the
 * actor holds again under a lock, authorizes again, checks the entitlement, runs, and writes the audit row and the jobs. After
 * the commit it wakes whoever runs the jobs. Throws nothing but `AppError`, and then has changed nothing.
 */
export function command<Input extends z.ZodObject, Result, Prepared>(
  definition: WorkspaceCommand<Input, Result, Prepared> | NewWorkspaceCommand<Input, Result>,
): unknown {
  const { name, permission } = definition;
  async function call(ctx: PersonContext | WorkspaceContext, raw: unknown): Promise<Result> {
    try {
      const grant = 'workspace' in ctx && definition.scope !== 'new-workspace' ? ctx.grant : null;
      authorize(ctx.actor, grant, permission);
      const actor = signedInActor(ctx);
      const input = parseInput(definition.input, raw);
      refuseWhileDeleting(definition, ctx);
      const prepared = await prepare(definition, ctx, actor, input);
      const { result, queues } = await withRetries(() => transact(definition, ctx, actor, input, prepared));
      await Promise.all([...new Set([...queues].map(backgroundFunctionOf))].map(poke));
      return result;
    } catch (error) {
      throw toAppError(error, ctx.request, name);
    }
  }
  const { scope = 'workspace', audit, input } = definition;
  register({ name, kind: 'command', scope, permission, audit, input, call });
  return Object.assign(call, { input });
}

function refuseWhileDeleting(
  definition: { scope?: string; whileDeleting?: true },
  ctx: PersonContext | WorkspaceContext,
) {
  if (definition.scope === 'new-workspace' || definition.whileDeleting || !('workspace' in ctx)) return;
  if (ctx.workspace.status === 'active') return;
  throw new AppError(
    'GONE',
    'This workspace has been deleted, so nothing was changed. An owner can restore it for a while.',
  );
}

async function prepare<Input extends z.ZodObject, Result, Prepared>(
  definition: WorkspaceCommand<Input, Result, Prepared> | NewWorkspaceCommand<Input, Result>,
  ctx: PersonContext | WorkspaceContext,
  actor: UserActor,
  input: z.output<Input>,
): Promise<Prepared | undefined> {
  if (definition.scope === 'new-workspace' || !definition.prepare) return undefined;
  const inWorkspace = ctx as WorkspaceContext;
  const workspaceId = inWorkspace.workspace.id;
  // What is prepared outlives a transaction that fails, so that the grant must be right before it, too.
  const grant = await withWorkspace(workspaceId, (tx) => currentGrant(tx, workspaceId, actor.userId));
  authorize(actor, grant, definition.permission);
  return definition.prepare({ ...inWorkspace, actor, grant }, input);
}

async function transact<Input extends z.ZodObject, Result, Prepared>(
  definition: WorkspaceCommand<Input, Result, Prepared> | NewWorkspaceCommand<Input, Result>,
  ctx: PersonContext | WorkspaceContext,
  actor: UserActor,
  input: z.output<Input>,
  prepared: Prepared | undefined,
): Promise<{ result: Result; queues: Set<QueueName> }> {
  const workspaceId =
    definition.scope === 'new-workspace' ? randomUUID() : (ctx as WorkspaceContext).workspace.id;
  const action = definition.audit;
  return withWorkspace(
    workspaceId,
    async (tx) => {
      const record = recordCommand(tx, { workspaceId, actor, action, ctx });
      const result =
        definition.scope === 'new-workspace'
          ? await definition.run({ ...ctx, ...record.tools, workspaceId }, input, undefined)
          : await runInWorkspace(
              definition,
              ctx as WorkspaceContext,
              record,
              tx,
              input,
              prepared as Prepared,
            );
      if (!record.isAccountedFor()) {
        throw new Error(`${definition.name} neither wrote its audit row nor said that nothing changed.`);
      }
      await record.writeAudit();
      return { result, queues: record.queues };
    },
    { userId: actor.userId },
  );
}

async function runInWorkspace<Input extends z.ZodObject, Result, Prepared>(
  definition: WorkspaceCommand<Input, Result, Prepared>,
  ctx: WorkspaceContext,
  record: CommandRecord,
  tx: Transaction,
  input: z.output<Input>,
  prepared: Prepared,
): Promise<Result> {
  const grant = await currentGrant(tx, ctx.workspace.id, record.tools.actor.userId);
  authorize(ctx.actor, grant, definition.permission);
  if (definition.entitlement) await requireEntitlement(tx, ctx, definition.entitlement);
  return definition.run({ ...ctx, ...record.tools, grant }, input, prepared);
}

/** The database picks one of two transactions that wait for each other and undoes it whole: it is simply run again. */
async function withRetries<Result>(run: () => Promise<Result>): Promise<Result> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await run();
    } catch (error) {
      if (attempt === attempts || !isWriteConflict(error)) throw error;
    }
  }
}
