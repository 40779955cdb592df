import type { WorkspaceContext } from '@archipelago/core/context/context';
import { AppError } from '@archipelago/core/errors/app-error';

/**
 * What to say on the billing page to somebody who comes back from Checkout. When Stripe does not answer, the plan comes
 * with the events of the purchase.
 */
export async function afterCheckout(
  context: WorkspaceContext,
  sessionId: string,
): Promise<{ notice: string }> {
  // Only who comes back from Checkout needs what asks Stripe.
  const { confirmCheckout } = await import('@archipelago/core/billing/confirm-checkout');
  try {
    const { isPaid } = await confirmCheckout(context, { sessionId });
    return { notice: isPaid ? 'paid' : 'not-paid' };
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'SERVICE_UNAVAILABLE') throw error;
    return { notice: 'confirming' };
  }
}
