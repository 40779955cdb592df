import type { Prisma } from './generated/client.ts';
import { runInScope } from './run-in-scope.ts';

export type Transaction = Prisma.TransactionClient;

/**
 * The only door to a workspace's data: one transaction in which row-level security shows this workspace's rows and
 * no others. What `run` throws rolls everything back and is thrown on.
 *
 * @param options.userId shows this person's own row too, also before they are a member.
 * @param options.stripeCustomerId shows the events of this Stripe customer too.
 * @throws DatabaseUnavailable
 */
export function withWorkspace<T>(
  workspaceId: string,
  run: (tx: Transaction) => Promise<T>,
  options: { userId?: string; stripeCustomerId?: string } = {},
): Promise<T> {
  return runInScope(
    {
      'app.workspace_id': workspaceId,
      ...(options.userId ? { 'app.user_id': options.userId } : {}),
      ...(options.stripeCustomerId ? { 'app.stripe_customer_id': options.stripeCustomerId } : {}),
    },
    run,
  );
}
