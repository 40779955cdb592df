import type { Transaction } from '@archipelago/db/with-workspace';
import type { z } from 'zod';
import type { Permission } from '../access/permissions.ts';
import type { ApiRoute } from '../api/api-route.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { WorkspaceContext } from '../context/context.ts';
import type { CheckedEntitlement } from '../entitlements/require-entitlement.ts';
import type { PersonAction } from '../person/person-actions.ts';
import type { Acting, CommandTools, NewWorkspaceCommandContext } from './command-context.ts';
import type { PersonCommandContext } from './person-command.ts';

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

export interface WorkspaceCommand<
  Input extends z.ZodObject,
  Result,
  Prepared,
  Who extends Acting,
  Api extends ApiRoute | undefined,
> extends Omit<CommandDefinition<WorkspaceContext & CommandTools<Who>, Input, Result, Prepared>, 'audit'> {
  /** What its audit row is called; null for marks so many and so small that the log does not tell them. */
  audit: AuditAction | null;
  /** Whether somebody who did not sign in may call it, too; its permission must be anyone's. */
  visitors?: true;
  scope?: 'workspace';
  /** How the API serves it. With one, its actor may be a program. */
  api?: Api;
  /**
   * What cannot be done inside a transaction, such as asking Stripe. Runs once, authorized and with checked input, before
   * the transaction, which may still fail: it must be safe to repeat.
   */
  prepare?(ctx: WorkspaceContext & { actor: Who }, input: z.output<Input>): Promise<Prepared>;
  /** Whether it may run in a workspace that is being deleted. */
  whileDeleting?: true;
  /** Whether it may run in a workspace that is read-only for an unpaid bill although its permission does not say so. */
  whileUnpaid?: true;
  /** A feature the plan must have, or a limit that one more must fit into. */
  entitlement?: CheckedEntitlement;
}

export interface NewWorkspaceCommand<Input extends z.ZodObject, Result>
  extends CommandDefinition<NewWorkspaceCommandContext, Input, Result, undefined> {
  scope: 'new-workspace';
}

/** What a person does to what is their own, outside of any workspace. */
export interface PersonCommand<Input extends z.ZodObject, Result>
  extends Omit<CommandDefinition<PersonCommandContext, Input, Result, undefined>, 'audit' | 'run'> {
  scope: 'person';
  /** What it is called in the person's own record. */
  audit: PersonAction;
  /** May run again when the database asks for a retry: effects outside the transaction belong in a job. */
  run(ctx: PersonCommandContext, input: z.output<Input>): Promise<Result>;
}

export type AnyCommand<Input extends z.ZodObject, Result, Prepared> =
  | WorkspaceCommand<Input, Result, Prepared, Acting, ApiRoute | undefined>
  | NewWorkspaceCommand<Input, Result>;

/**
 * What a caller does in a command's own transaction, once the actor was authorized in it: `run` does the rest. Without
 * calling it, nothing is changed and the command answers undefined.
 */
export type Around = <Result>(tx: Transaction, run: () => Promise<Result>) => Promise<Result | undefined>;
