import type { z } from 'zod';
import { type Permission, permissions } from '../access/permissions.ts';
import type { ApiRoute } from '../api/api-route.ts';
import type { AuditAction } from '../audit/audit-actions.ts';
import type { PersonAction } from '../person/person-actions.ts';

/**
 * - `workspace`: within the workspace of its context
 * - `person`: for a signed-in person, across workspaces
 * - `new-workspace`: for a signed-in person, within a workspace that it creates
 */
export type Scope = 'workspace' | 'person' | 'new-workspace';

/** A command or query as the matrix, the isolation test and the references generated from the registry see it. */
export interface Operation {
  name: string;
  kind: 'command' | 'query';
  scope: Scope;
  permission: Permission;
  /** What a command writes to the audit log, or a person's to their own record; null for a query. */
  audit: AuditAction | PersonAction | null;
  input: z.ZodObject;
  /** How the API serves it; without one, no API key may call it. */
  api?: ApiRoute | undefined;
  call(ctx: never, input: never, around?: never): Promise<unknown>;
  /** Of a query: what it answers inside a transaction that is open already. Authorizes nothing. */
  readWithin?(ctx: never, input: never): Promise<unknown>;
}

const operations = new Map<string, Operation>();

/**
 * Called by `command` and `query`. Refuses what TypeScript was talked out of refusing: no known permission, or an input
 * that lets unknown fields through.
 */
export function register(operation: Operation): void {
  const { name, permission, input } = operation;
  if (!permissions.includes(permission)) {
    throw new Error(`The operation ${name} names no known permission. Add one from access/permissions.ts.`);
  }
  if (input._zod.def.catchall?._zod.def.type !== 'never') {
    throw new Error(`The input of ${name} lets unknown fields through. Build it with z.strictObject.`);
  }
  operations.set(name, operation);
}

/** Every operation whose file has been imported; `registry/all-operations.ts` imports them all. */
export function registered(): readonly Operation[] {
  return [...operations.values()];
}
