import type Stripe from 'stripe';
import { apiVersion } from './api-version.ts';
import type { StoredEvent, StripeState, WebhookEndpoint } from './stripe-state.ts';

/** What every operation of the state machine works on. No network, no file: those listen through `onEvent`. */
export interface World {
  state: StripeState;
  /** Unix seconds on the billing clock. */
  now(): number;
  /** e.g. `newId('cus')` is `cus_…`, unguessable. */
  newId(prefix: string): string;
  /** Origin of the hosted pages, without a trailing slash. */
  baseUrl: string;
  webhookEndpoints: readonly WebhookEndpoint[];
  /** Moves the billing clock forward to a moment in Unix seconds, doing everything that becomes due on the way. */
  advanceClock(to: number): void;
  /** The API request that is being answered, for the events it causes; null on the clock's own. */
  request: Stripe.Event.Request | null;
  onEvent(event: StoredEvent): void;
}

/** Records an event with a copy of the object as it is now. */
export function emit(world: World, type: Stripe.Event.Type, object: object, previous?: object): void {
  const event: StoredEvent = {
    id: world.newId('evt'),
    object: 'event',
    api_version: apiVersion,
    created: world.now(),
    data: {
      object: structuredClone(object),
      ...(previous && { previous_attributes: structuredClone(previous) }),
    },
    livemode: false,
    pending_webhooks: 0,
    request: world.request ?? { id: null, idempotency_key: null },
    type,
  };
  world.state.events[event.id] = event;
  world.onEvent(event);
}

/** Changes an object and records the event with `previous_attributes`; no event when nothing differs. */
export function change<T extends object>(
  world: World,
  object: T,
  type: Stripe.Event.Type,
  mutate: (object: T) => void,
): T {
  const before = structuredClone(object);
  mutate(object);
  const previous: Partial<T> = {};
  for (const key of Object.keys(object) as (keyof T)[]) {
    if (JSON.stringify(before[key]) !== JSON.stringify(object[key]))
      previous[key] = before[key] ?? (null as T[keyof T]);
  }
  if (Object.keys(previous).length > 0) emit(world, type, object, previous);
  return object;
}
