import { randomUUID } from 'node:crypto';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import type { z } from 'zod';
import { authorize } from '../access/authorize.ts';
import { currentGrantOf } from '../access/current-grant.ts';
import type { Grant } from '../access/grant.ts';
import { refuseSupport } from '../access/refuse-support.ts';
import { operatorPermissions } from '../access/roles.ts';
import type { ApiRoute } from '../api/api-route.ts';
import type { ApiKeyActor, PersonContext, UserActor, Visitor, WorkspaceContext } from '../context/context.ts';
import { requireEntitlement } from '../entitlements/require-entitlement.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { poke } from '../jobs/poke.ts';
import { backgroundFunctionOf, type QueueName } from '../jobs/queues.ts';
import { type Acting, type CommandRecord, recordCommand } from './command-context.ts';
import type {
  AnyCommand,
  Around,
  NewWorkspaceCommand,
  PersonCommand,
  WorkspaceCommand,
} from './command-definition.ts';
import { parseInput } from './parse-input.ts';
import { personCommand } from './person-command.ts';
import { refuseWhileDeleting } from './refuse-while-deleting.ts';
import { refuseWhileUnpaid } from './refuse-while-unpaid.ts';
import { register } from './registry.ts';
import { refuseKey, signedInActor } from './signed-in-actor.ts';
import { withRetries } from './with-retries.ts';

export type Command<Context, Input extends z.ZodObject, Result> = ((
  ctx: Context,
  input: z.input<Input>,
) => Promise<Result>) & { input: Input };

export function command<Input extends z.ZodObject, Result, Prepared = undefined>(
  definition: WorkspaceCommand<Input, Result, Prepared, UserActor | ApiKeyActor, ApiRoute> & {
    api: ApiRoute;
  },
): Command<WorkspaceContext, Input, Result>;
export function command<Input extends z.ZodObject, Result, Prepared = undefined>(
  definition: WorkspaceCommand<Input, Result, Prepared, UserActor | Visitor, undefined> & { visitors: true },
): Command<WorkspaceContext, Input, Result>;
export function command<Input extends z.ZodObject, Result, Prepared = undefined>(
  definition: WorkspaceCommand<Input, Result, Prepared, UserActor, undefined>,
): Command<WorkspaceContext, Input, Result>;
export function command<Input extends z.ZodObject, Result>(
  definition: NewWorkspaceCommand<Input, Result>,
): Command<PersonContext, Input, Result>;
export function command<Input extends z.ZodObject, Result>(
  definition: PersonCommand<Input, Result>,
): Command<PersonContext, Input, Result>;
/**
 * Defines and registers a change. Called, it refuses whoever is there as support, authorizes, refuses what needs a
 * workspace that is paid for, checks the input, and then in ONE transaction reads what the actor holds again under a lock,
 * authorizes again, checks the entitlement, runs, and writes the audit row and the jobs. After the commit it wakes whoever
 * runs the jobs. Throws nothing but `AppError`, and then has changed nothing.
 */
export function command<Input extends z.ZodObject, Result, Prepared>(
  definition: AnyCommand<Input, Result, Prepared> | PersonCommand<Input, Result>,
): unknown {
  if (definition.scope === 'person') return personCommand(definition);
  return workspaceCommand(definition);
}

function workspaceCommand<Input extends z.ZodObject, Result, Prepared>(
  definition: AnyCommand<Input, Result, Prepared>,
): unknown {
  const { name, permission } = definition;
  const api = definition.scope === 'new-workspace' ? undefined : definition.api;
  async function call(
    ctx: PersonContext | WorkspaceContext,
    raw: unknown,
    around: Around = (_, run) => run(),
  ): Promise<Result | undefined> {
    try {
      refuseKey(ctx, api);
      const grant = 'workspace' in ctx && definition.scope !== 'new-workspace' ? ctx.grant : null;
      const isOperators = operatorPermissions.includes(permission);
      if (!isOperators) refuseSupport(grant);
      authorize(ctx.actor, grant, permission);
      const actor = actingAs(definition, ctx, isOperators);
      if (definition.scope !== 'new-workspace') refuseWhileUnpaid(ctx as WorkspaceContext, definition);
      const input = parseInput(definition.input, raw);
      if (definition.scope !== 'new-workspace' && !definition.whileDeleting) refuseWhileDeleting(ctx);
      const prepared = await prepare(definition, ctx, actor, input);
      const { result, queues } = await withRetries(() =>
        transact(definition, ctx, actor, input, prepared, around),
      );
      await Promise.all([...new Set([...queues].map(backgroundFunctionOf))].map(poke));
      return result;
    } catch (error) {
      throw toAppError(error, ctx.request, name);
    }
  }
  const { scope = 'workspace', audit, input } = definition;
  register({ name, kind: 'command', scope, permission, audit, input, api, call });
  return Object.assign(call, { input });
}

function actingAs<Input extends z.ZodObject, Result, Prepared>(
  definition: AnyCommand<Input, Result, Prepared>,
  ctx: PersonContext,
  isOperators: boolean,
): Acting {
  if (ctx.actor.kind === 'api-key') return ctx.actor;
  const isForVisitors = definition.scope !== 'new-workspace' && definition.visitors;
  return isForVisitors && ctx.actor.kind === 'anonymous' ? ctx.actor : actingPerson(ctx, isOperators);
}

/** What whoever acts holds now; a visitor nothing. */
async function grantNow(
  tx: Transaction,
  workspaceId: string,
  ctx: PersonContext,
  actor: Acting,
): Promise<Grant | null> {
  return actor.kind === 'anonymous' ? null : currentGrantOf(tx, workspaceId, { ...ctx, actor });
}

function actingPerson(ctx: PersonContext, isOperators: boolean): UserActor {
  const person = signedInActor(ctx);
  return isOperators ? { ...person, asOperator: true } : person;
}

async function prepare<Input extends z.ZodObject, Result, Prepared>(
  definition: AnyCommand<Input, Result, Prepared>,
  ctx: PersonContext | WorkspaceContext,
  actor: Acting,
  input: z.output<Input>,
): Promise<Prepared | undefined> {
  if (definition.scope === 'new-workspace' || !definition.prepare) return undefined;
  const inWorkspace = ctx as WorkspaceContext;
  const workspaceId = inWorkspace.workspace.id;
  // What is prepared outlives a transaction that fails, so that the grant must be right before it, too.
  const grant = await withWorkspace(workspaceId, (tx) => grantNow(tx, workspaceId, ctx, actor));
  authorize(actor, grant, definition.permission);
  return definition.prepare({ ...inWorkspace, actor, grant }, input);
}

async function transact<Input extends z.ZodObject, Result, Prepared>(
  definition: AnyCommand<Input, Result, Prepared>,
  ctx: PersonContext | WorkspaceContext,
  actor: Acting,
  input: z.output<Input>,
  prepared: Prepared | undefined,
  around: Around,
): Promise<{ result: Result | undefined; queues: Set<QueueName> }> {
  const workspaceId =
    definition.scope === 'new-workspace' ? randomUUID() : (ctx as WorkspaceContext).workspace.id;
  const action = definition.audit;
  return withWorkspace(
    workspaceId,
    async (tx) => {
      if (definition.scope === 'new-workspace') {
        const record = recordCommand(tx, { workspaceId, actor: signedInActor(ctx), action, ctx });
        const result = await definition.run({ ...ctx, ...record.tools, workspaceId }, input, undefined);
        requireAccount(definition.name, record);
        await record.writeAudit();
        return { result, queues: record.queues };
      }
      const record = recordCommand(tx, { workspaceId, actor, action, ctx });
      const inWorkspace = ctx as WorkspaceContext;
      const grant = await grantNow(tx, workspaceId, ctx, actor);
      authorize(actor, grant, definition.permission);
      const result = await around(tx, () =>
        runInWorkspace(definition, { ...inWorkspace, grant }, record, input, prepared as Prepared),
      );
      await record.writeAudit();
      return { result, queues: record.queues };
    },
    actor.kind === 'user' ? { userId: actor.userId } : {},
  );
}

async function runInWorkspace<Input extends z.ZodObject, Result, Prepared>(
  definition: WorkspaceCommand<Input, Result, Prepared, Acting, ApiRoute | undefined>,
  ctx: WorkspaceContext,
  record: CommandRecord<Acting>,
  input: z.output<Input>,
  prepared: Prepared,
): Promise<Result> {
  if (definition.entitlement) await requireEntitlement(record.tools.tx, ctx, definition.entitlement);
  const result = await definition.run({ ...ctx, ...record.tools }, input, prepared);
  requireAccount(definition.name, record);
  return result;
}

function requireAccount(name: string, record: CommandRecord<Acting>): void {
  if (record.isAccountedFor()) return;
  throw new Error(`${name} neither wrote its audit row nor said that nothing changed.`);
}
