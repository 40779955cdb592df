import { receiveStripeEvent } from '@archipelago/core/billing/receive-stripe-event';
import { storeEvent } from '@archipelago/core/billing/store-event';
import { Stripe } from '@archipelago/core/billing/stripe';
import { environment } from '@archipelago/core/environment';
import { drain } from '@archipelago/core/jobs/drain';
import { drainOnPoke } from '@archipelago/core/jobs/drain-on-poke';
import { eventOf } from './event-of.ts';
import { dieWaiting, type Place, rows, unfinished } from './mutant-place.ts';

const work = () => drain(['stripe-customer'], new Date(Date.now() + 15_000));

/** The schedules of what comes from outside: deliveries and pokes. */
export const receivingScenarios = {
  async 'answered-before-kept'(place) {
    const event = eventOf(place.customer);
    const { status } = await dieWaiting(place, () => receiveStripeEvent(signed(event)));
    const kept = await rows('select 1 from stripe_event where id = $1', [event.id]);
    return status < 300 && kept.length === 0 ? [`answered ${status}, and the event is lost`] : [];
  },

  async 'nobody-pokes'(place) {
    const event = eventOf(place.customer);
    const die = {
      onStep: async (step: string) =>
        step === 'committed' ? Promise.reject(new Error('killed')) : undefined,
    };
    await storeEvent(event, die).catch(() => {});
    // No 2xx was seen: Stripe delivers it again, and this time it is known.
    await storeEvent(event);
    await work();
    return unfinished(place);
  },

  async 'forged-poke'(place) {
    await storeEvent(eventOf(place.customer));
    const request = new Request('http://localhost/api/jobs/stripe-events', { method: 'POST' });
    await drainOnPoke('stripe-events-background', request);
    return (await unfinished(place)).length === 1 ? [] : ['anybody can make us work'];
  },

  async deliveries({ customer }) {
    const found: string[] = [];
    const expectStatus = async (what: string, request: Request, expected: number) => {
      const { status } = await receiveStripeEvent(request);
      if (status !== expected) found.push(`${what}: ${status}`);
    };
    const [current = '', previous = ''] = environment().STRIPE_WEBHOOK_SECRETS;
    await expectStatus('genuine', signed(eventOf(customer)), 200);
    await expectStatus('of the secret before', signed(eventOf(customer), { secret: previous }), 200);
    await expectStatus('forged', signed(eventOf(customer), { secret: 'whsec_guessed_guessed_gue' }), 400);
    await expectStatus('old', signed(eventOf(customer), { secondsAgo: 305 }), 400);
    await expectStatus('just in time', signed(eventOf(customer), { secondsAgo: 290 }), 200);
    await expectStatus('from the future', signed(eventOf(customer), { secondsAgo: -65 }), 400);
    await expectStatus(
      'of the other mode',
      signed(eventOf(customer, 'invoice.paid', { livemode: true })),
      400,
    );
    const event = eventOf(customer);
    const written = JSON.stringify(event);
    await expectStatus('written anew', signed(event, { secret: current, body: written }), 400);
    return found;
  },
} satisfies Record<string, (place: Place) => Promise<string[]>>;

function signed(
  event: object,
  options: { secret?: string; secondsAgo?: number; body?: string } = {},
): Request {
  const payload = JSON.stringify(event, null, 2);
  const [current = ''] = environment().STRIPE_WEBHOOK_SECRETS;
  const signature = Stripe.webhooks.generateTestHeaderString({
    payload,
    secret: options.secret ?? current,
    timestamp: Math.floor(Date.now() / 1000) - (options.secondsAgo ?? 0),
  });
  return new Request('http://localhost/api/webhooks/stripe', {
    method: 'POST',
    headers: { 'stripe-signature': signature },
    body: options.body ?? payload,
  });
}
