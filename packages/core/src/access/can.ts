import type { WorkspaceContext } from '../context/context.ts';
import { isAllowed } from './authorize.ts';
import type { Permission } from './permissions.ts';

/** Whether to offer something on a screen. It decides nothing: every operation authorizes again. */
export function can(ctx: WorkspaceContext, permission: Permission): boolean {
  return isAllowed(ctx.actor, ctx.grant, permission);
}
