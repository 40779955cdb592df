import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface DoubleSubscription {
  id: string;
  status: string;
  lookupKey: string;
  seats: number;
  created: number;
  trialEnd?: number;
  cancelAt?: number;
}

export interface DoubleInvoice {
  id: string;
  customer: string;
  status: 'draft' | 'open' | 'paid' | 'uncollectible' | 'void';
  amount: number;
  finalizedAt: number;
  /** Of which it is the latest. */
  subscription?: string;
}

const gone = { type: 'invalid_request_error', code: 'resource_missing', message: 'Not in the double.' };

/**
 * Just enough of Stripe's API for the sync, with state that a test moves as it likes and gates that hold an answer back.
 * Whole journeys run against the local Stripe instead.
 */
export async function startStripeDouble() {
  const customers = new Map<string, DoubleSubscription[]>();
  const emails = new Map<string, string>();
  const deleted = new Set<string>();
  const invoices: DoubleInvoice[] = [];
  const missed: { id: string }[] = [];
  let requests = 0;
  let beforeAnswer: (request: IncomingMessage) => Promise<void> = async () => {};

  const server = createServer(async (request, response) => {
    requests += 1;
    try {
      await beforeAnswer(request);
      const body = answer(request.method ?? 'GET', new URL(request.url ?? '/', 'http://stripe'));
      response.writeHead(body ? 200 : 404, { 'content-type': 'application/json' });
      response.end(JSON.stringify(body ?? { error: gone }));
    } catch (error) {
      // 400 and not 500: the SDK would retry a 500 by itself.
      response.writeHead(400, { 'content-type': 'application/json' });
      response.end(JSON.stringify({ error: { type: 'invalid_request_error', message: String(error) } }));
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  function customerBody(id: string): object {
    if (deleted.has(id)) return { id, object: 'customer', deleted: true };
    const email = emails.get(id) ?? null;
    return { id, object: 'customer', email, invoice_settings: { default_payment_method: null } };
  }

  function answer(method: string, url: URL): object | undefined {
    const [, , resource, id] = url.pathname.split('/');
    if (resource === 'customers' && id) return customerBody(id);
    if (resource === 'subscriptions' && id) {
      const found = [...customers.values()].flat().find((subscription) => subscription.id === id);
      if (found && method === 'DELETE') found.status = 'canceled';
      return found && subscriptionBody(found);
    }
    if (resource === 'subscriptions') {
      const of = url.searchParams.get('customer');
      const listed = [...customers].filter(([customer]) => of === null || customer === of);
      const isExpanded = [...url.searchParams.values()].some((path) => path.startsWith('data.customer'));
      const bodies = listed.flatMap(([id, owned]) => {
        const customer = isExpanded ? customerBody(id) : id;
        return owned.map((subscription) => {
          const latest = invoices.findLast((invoice) => invoice.subscription === subscription.id);
          return {
            ...subscriptionBody(subscription),
            customer,
            latest_invoice: latest ? (isExpanded ? invoiceBody(latest) : latest.id) : null,
          };
        });
      });
      return pageOf('/v1/subscriptions', bodies, url.searchParams);
    }
    if (resource === 'invoices' && id) {
      const found = invoices.find((invoice) => invoice.id === id);
      return found && invoiceBody(found);
    }
    if (resource === 'invoices') {
      const { customer, status } = Object.fromEntries(url.searchParams);
      const found = invoices
        .filter((invoice) => customer === undefined || invoice.customer === customer)
        .filter((invoice) => status === undefined || invoice.status === status)
        .toReversed();
      return pageOf('/v1/invoices', found.map(invoiceBody), url.searchParams);
    }
    if (resource === 'events') return pageOf('/v1/events', missed, url.searchParams);
    return undefined;
  }

  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    /** What Stripe holds now, per customer. */
    customers,
    /** Where a customer's bills go. */
    emails,
    /** Customers of which only the id is left. */
    deleted,
    invoices,
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

function pageOf(url: string, all: readonly { id: string }[], asked: URLSearchParams) {
  const start = all.findIndex(({ id }) => id === asked.get('starting_after')) + 1;
  const end = start + Number(asked.get('limit') ?? 10);
  return { object: 'list', data: all.slice(start, end), has_more: end < all.length, url };
}

function invoiceBody({ id, customer, status, amount, finalizedAt }: DoubleInvoice) {
  return {
    id,
    object: 'invoice',
    customer,
    status,
    number: status === 'draft' ? null : `N-${id.slice(-4)}`,
    currency: 'usd',
    created: finalizedAt,
    status_transitions: { finalized_at: finalizedAt, paid_at: status === 'paid' ? finalizedAt : null },
    total: amount,
    attempt_count: 1,
    next_payment_attempt: null,
    lines: { object: 'list', data: [], has_more: false },
    period_start: finalizedAt,
    period_end: finalizedAt + 30 * 86_400,
    amount_due: amount,
    amount_paid: status === 'paid' ? amount : 0,
    amount_remaining: status === 'paid' ? 0 : amount,
    hosted_invoice_url: `https://invoice.stripe.test/${id}`,
  };
}

function subscriptionBody(subscription: DoubleSubscription) {
  const start = subscription.created;
  return {
    id: subscription.id,
    object: 'subscription',
    status: subscription.status,
    currency: 'usd',
    created: start,
    cancel_at: subscription.cancelAt ?? null,
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
