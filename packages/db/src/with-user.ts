import { runInScope } from './run-in-scope.ts';
import type { Transaction } from './with-workspace.ts';

/**
 * One transaction of a person outside of any workspace: shows their own row, their memberships and whether they are
 * an operator. By `clerkUserId` it may also create the row.
 *
 * @throws DatabaseUnavailable
 */
export function withUser<T>(
  who: { userId: string } | { clerkUserId: string },
  run: (tx: Transaction) => Promise<T>,
): Promise<T> {
  const scope = 'userId' in who ? { 'app.user_id': who.userId } : { 'app.clerk_user_id': who.clerkUserId };
  return runInScope(scope, run);
}
