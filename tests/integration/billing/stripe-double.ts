import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DoubleSubscription {
  id: string;
  status: string;
  lookupKey: string;
  seats: number;
  created: number;
  trialEnd?: number;
}

/**
 * Just enough of Stripe's API for the sync, with state that a test moves as it likes and gates that hold an answer back.
 * Whole journeys run against the local Stripe instead.
 */
export async function startStripeDouble() {
  const customers = new Map<string, DoubleSubscription[]>();
  const missed: unknown[] = [];
  let requests = 0;
  let beforeAnswer: (request: IncomingMessage) => Promise<void> = async () => {};

  const server = createServer(async (request, response) => {
    requests += 1;
    try {
      await beforeAnswer(request);
      const body = answer(request.method ?? 'GET', new URL(request.url ?? '/', 'http://stripe'));
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(
        JSON.stringify(body ?? { error: { type: 'invalid_request_error', message: 'Not in the double.' } }),
      );
    } catch (error) {
      // 400 and not 500: the SDK would retry a 500 by itself.
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: String(error) } }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function answer(method: string, url: URL): object | undefined {
    const [, , resource, id] = url.pathname.split('/');
    if (resource === 'customers' && id) {
      return { id, object: 'customer', invoice_settings: { default_payment_method: null } };
    }
    if (resource === 'subscriptions' && id) {
      const found = [...customers.values()].flat().find((subscription) => subscription.id === id);
      if (found && method === 'DELETE') found.status = 'canceled';
      return found && subscriptionBody(found);
    }
    if (resource === 'subscriptions') {
      const owned = customers.get(url.searchParams.get('customer') ?? '') ?? [];
      return { object: 'list', data: owned.map(subscriptionBody), has_more: false, url: '/v1/subscriptions' };
    }
    if (resource === 'events') return { object: 'list', data: missed, has_more: false, url: '/v1/events' };
    return undefined;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What Stripe holds now, per customer. */
    customers,
    /** What its list of events answers. */
    missed,
    requests: () => requests,
    /** Runs before every answer; what it throws becomes Stripe's error. */
    set beforeAnswer(run: (request: IncomingMessage) => Promise<void>) {
      beforeAnswer = run;
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function subscriptionBody(subscription: DoubleSubscription) {
  const start = subscription.created;
  return {
    id: subscription.id,
    object: 'subscription',
    status: subscription.status,
    created: start,
    cancel_at: null,
    trial_end: subscription.trialEnd ?? null,
    default_payment_method: null,
    items: {
      object: 'list',
      data: [
        {
          id: `si_${subscription.id}`,
          object: 'subscription_item',
          quantity: subscription.seats,
          current_period_start: start,
          current_period_end: start + 30 * 86_400,
          price: {
            id: `price_${subscription.lookupKey}`,
            object: 'price',
            lookup_key: subscription.lookupKey,
            product: `archipelago_${subscription.lookupKey.split('_')[0]}`,
            recurring: { interval: subscription.lookupKey.endsWith('yearly') ? 'year' : 'month' },
          },
        },
      ],
    },
  };
}
