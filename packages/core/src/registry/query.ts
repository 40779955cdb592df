import { withUser } from '@archipelago/db/with-user';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import type { z } from 'zod';
import { authorize } from '../access/authorize.ts';
import type { Permission } from '../access/permissions.ts';
import { refuseSupport } from '../access/refuse-support.ts';
import type { ApiRoute } from '../api/api-route.ts';
import type { PersonContext, UserActor, WorkspaceContext } from '../context/context.ts';
import { toAppError } from '../errors/to-app-error.ts';
import { parseInput } from './parse-input.ts';
import { refuseWhileDeleting } from './refuse-while-deleting.ts';
import { register } from './registry.ts';
import { refuseKey, signedInActor } from './signed-in-actor.ts';

export type WorkspaceQueryContext = WorkspaceContext & { tx: Transaction };
export type PersonQueryContext = PersonContext & { actor: UserActor; tx: Transaction };

interface QueryDefinition<Scope, Context, Input extends z.ZodObject, Result> {
  /** The file's name. */
  name: string;
  scope: Scope;
  permission: Permission;
  /** A `z.strictObject` of scalars. */
  input: Input;
  run(ctx: Context, input: z.output<Input>): Promise<Result>;
}

interface WorkspaceQuery<Input extends z.ZodObject, Found, Result>
  extends Omit<QueryDefinition<'workspace', WorkspaceQueryContext, Input, Found>, 'scope'> {
  scope?: 'workspace';
  api?: ApiRoute;
  /** Not even for an operator who was let in with its permission: what takes data away. */
  withheldFromSupport?: true;
  /** What must not wait inside a transaction, such as asking Stripe: makes the result of what `run` found. */
  complete?(found: Found, input: z.output<Input>): Promise<Result>;
}

type PersonQuery<Input extends z.ZodObject, Result> = QueryDefinition<
  'person',
  PersonQueryContext,
  Input,
  Result
>;

export type Query<Context, Input extends z.ZodObject, Result> = ((
  ctx: Context,
  input: z.input<Input>,
) => Promise<Result>) & { input: Input };

export function query<Input extends z.ZodObject, Found, Result = Found>(
  definition: WorkspaceQuery<Input, Found, Result>,
): Query<WorkspaceContext, Input, Result>;
export function query<Input extends z.ZodObject, Result>(
  definition: PersonQuery<Input, Result>,
): Query<PersonContext, Input, Result>;
/**
 * Defines and registers a read. Called, it authorizes, checks the input and runs in one transaction that sees only the
 * workspace of its context (scope `workspace`, the default) or only what is the person's own (scope `person`).
 * Throws nothing but `AppError`.
 */
export function query<Input extends z.ZodObject, Found, Result>(
  definition: WorkspaceQuery<Input, Found, Result> | PersonQuery<Input, Result>,
): unknown {
  const { name, permission } = definition;
  async function call(ctx: PersonContext | WorkspaceContext, raw: unknown): Promise<Found | Result> {
    try {
      if (definition.scope === 'person') {
        const actor = signedInActor(ctx);
        authorize(actor, null, permission);
        const input = parseInput(definition.input, raw);
        return await withUser({ userId: actor.userId }, (tx) => definition.run({ ...ctx, actor, tx }, input));
      }
      const inWorkspace = ctx as WorkspaceContext;
      refuseKey(ctx, definition.api);
      if (definition.withheldFromSupport) refuseSupport(inWorkspace.grant);
      authorize(ctx.actor, inWorkspace.grant, permission);
      refuseWhileDeleting(inWorkspace);
      const input = parseInput(definition.input, raw);
      const userId = ctx.actor.kind === 'user' ? ctx.actor.userId : undefined;
      const found = await withWorkspace(
        inWorkspace.workspace.id,
        (tx) => definition.run({ ...inWorkspace, tx }, input),
        { userId },
      );
      return definition.complete ? await definition.complete(found, input) : found;
    } catch (error) {
      throw toAppError(error, ctx.request, name);
    }
  }
  register({
    name,
    kind: 'query',
    scope: definition.scope ?? 'workspace',
    permission,
    audit: null,
    input: definition.input,
    ...(definition.scope === 'person' ? {} : { api: definition.api, readWithin: readerOf(definition) }),
    call,
  });
  return Object.assign(call, { input: definition.input });
}

/** For the API, which compares what is there with what a change is based on, in the change's own transaction. */
function readerOf<Input extends z.ZodObject, Found, Result>(
  definition: WorkspaceQuery<Input, Found, Result>,
) {
  return async (ctx: WorkspaceQueryContext, raw: unknown): Promise<Found | Result> => {
    const input = parseInput(definition.input, raw);
    const found = await definition.run(ctx, input);
    return definition.complete ? definition.complete(found, input) : found;
  };
}
