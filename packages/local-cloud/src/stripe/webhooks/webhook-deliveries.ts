import { lateMilliseconds } from '../conditions/conditions.ts';
import type { Delivery, StoredEvent, StripeState } from '../stripe-state.ts';
import { postWebhook } from './post-webhook.ts';
import type { WebhookTarget } from './webhook-endpoints.ts';

export interface WebhookDeliveries {
  /** Files an event for every endpoint that wants it. It goes out with the next `flush`, after it was saved. */
  file(event: StoredEvent): void;
  flush(): void;
  /** Sends what was held back, in the order that the condition says; call it after the condition changed. */
  release(): void;
  /** Newest first. */
  list(): Delivery[];
  /** Tries a delivery once more, now, whatever became of it. */
  resend(deliveryId: string): Promise<Delivery>;
  /** Delivers the same event twice more at the same moment, as two further deliveries. */
  duplicate(deliveryId: string): Promise<Delivery[]>;
  /** Resolves when nothing is on its way or waiting for another attempt. */
  idle(): Promise<void>;
  /** Stops trying; what is pending goes on after the next start. */
  stop(): Promise<void>;
}

export interface WebhookDeliveriesOptions {
  state: StripeState;
  targets: readonly WebhookTarget[];
  /** Milliseconds before the second, third… attempt. After the last one a delivery has failed. */
  retryDelays: readonly number[];
  /** Milliseconds in which events count as close together, when they are to arrive reversed. */
  reorderWithin: number;
  newId(prefix: string): string;
  /** Called after every attempt. */
  save(): Promise<void>;
}

const atOnce = 8;
const kept = 1_000;

export function webhookDeliveries(options: WebhookDeliveriesOptions): WebhookDeliveries {
  const { state } = options;
  const running = new Map<string, Promise<void>>();
  const timers = new Map<string, NodeJS.Timeout>();
  let waiting: Delivery[] = [];
  let together: Delivery[] = [];
  let stopped = false;

  function add(event: StoredEvent, index: number, target: WebhookTarget, kind: Delivery['kind']): Delivery {
    const delivery: Delivery = {
      id: options.newId('whd'),
      eventId: event.id,
      eventType: event.type,
      endpointId: `we_local_${index + 1}`,
      url: target.url,
      kind,
      state: 'pending',
      createdAt: Date.now(),
      attempts: [],
      nextAttemptAt: Date.now(),
    };
    state.deliveries.push(delivery);
    event.pending_webhooks += 1;
    return delivery;
  }

  /** Sends a new delivery on its way, as the condition says. */
  function dispatch(delivery: Delivery): void {
    const condition = state.conditions.webhooks;
    if (condition === 'held') delivery.nextAttemptAt = null;
    else if (condition === 'late') {
      delivery.nextAttemptAt = Date.now() + lateMilliseconds;
      plan(delivery);
    } else if (condition === 'reversed') {
      if (together.length === 0) setTimeout(() => void sendReversed(), options.reorderWithin).unref();
      together.push(delivery);
    } else waiting.push(delivery);
  }

  /** One after the other, so that none overtakes the one before. */
  async function sendReversed(): Promise<void> {
    const batch = together.reverse();
    together = [];
    for (const delivery of batch) if (!stopped) await start(delivery);
  }

  function plan(delivery: Delivery): void {
    if (stopped || delivery.nextAttemptAt === null || timers.has(delivery.id)) return;
    const wait = Math.max(0, delivery.nextAttemptAt - Date.now());
    const timer = setTimeout(() => {
      timers.delete(delivery.id);
      waiting.push(delivery);
      pump();
    }, wait);
    timers.set(delivery.id, timer);
  }

  function pump(): void {
    while (!stopped && running.size < atOnce) {
      const next = waiting.findIndex((delivery) => !running.has(delivery.id));
      const [delivery] = next < 0 ? [] : waiting.splice(next, 1);
      if (!delivery) return;
      void start(delivery);
    }
  }

  function start(delivery: Delivery): Promise<void> {
    const attempt = attemptDelivery(delivery).finally(() => {
      running.delete(delivery.id);
      plan(delivery);
      pump();
    });
    running.set(delivery.id, attempt);
    return attempt;
  }

  async function attemptDelivery(delivery: Delivery): Promise<void> {
    const event = state.events[delivery.eventId];
    const target = options.targets[Number(delivery.endpointId.split('_').at(-1)) - 1];
    if (!event || !target) {
      settle(delivery, 'failed', null);
      return;
    }
    const attempt = await postWebhook(event, target);
    delivery.attempts.push(attempt);
    const delivered = attempt.status !== null && attempt.status >= 200 && attempt.status < 300;
    if (delivered) settle(delivery, 'delivered', event);
    else if (delivery.state === 'pending') retryLater(delivery);
    forgetOld(state);
    await options.save();
  }

  function retryLater(delivery: Delivery): void {
    const delay = options.retryDelays[delivery.attempts.length - 1];
    if (delay === undefined) settle(delivery, 'failed', null);
    else delivery.nextAttemptAt = Date.now() + delay;
  }

  function find(id: string): Delivery {
    const delivery = state.deliveries.find((candidate) => candidate.id === id);
    if (!delivery) throw new Error(`There is no delivery ${id}; only the last ${kept} are kept.`);
    return delivery;
  }

  for (const delivery of state.deliveries) plan(delivery);

  return {
    file(event) {
      for (const [index, target] of options.targets.entries()) {
        if (!wants(target, event.type)) continue;
        dispatch(add(event, index, target, 'first'));
        if (state.conditions.webhooks === 'twice') dispatch(add(event, index, target, 'duplicate'));
      }
    },
    flush: pump,
    release() {
      if (state.conditions.webhooks === 'held') return;
      for (const delivery of state.deliveries) {
        if (delivery.state !== 'pending' || delivery.nextAttemptAt !== null) continue;
        delivery.nextAttemptAt = Date.now();
        dispatch(delivery);
      }
      pump();
    },
    list: () => [...state.deliveries].reverse(),
    async resend(id) {
      const delivery = find(id);
      const timer = timers.get(id);
      clearTimeout(timer);
      timers.delete(id);
      waiting = waiting.filter((candidate) => candidate !== delivery);
      together = together.filter((candidate) => candidate !== delivery);
      await running.get(id);
      await start(delivery);
      return delivery;
    },
    async duplicate(id) {
      const delivery = find(id);
      const event = state.events[delivery.eventId];
      const index = Number(delivery.endpointId.split('_').at(-1)) - 1;
      const target = options.targets[index];
      if (!event || !target) throw new Error(`The event ${delivery.eventId} is no longer kept.`);
      const copies = [add(event, index, target, 'duplicate'), add(event, index, target, 'duplicate')];
      await Promise.all(copies.map(start));
      return copies;
    },
    async idle() {
      while (running.size > 0 || timers.size > 0 || waiting.length > 0 || together.length > 0) {
        if (running.size > 0) await Promise.all(running.values());
        else await new Promise((resolve) => setTimeout(resolve, 5));
      }
    },
    async stop() {
      stopped = true;
      for (const timer of timers.values()) clearTimeout(timer);
      timers.clear();
      await Promise.all(running.values());
    },
  };
}

function settle(delivery: Delivery, state: 'delivered' | 'failed', event: StoredEvent | null): void {
  if (delivery.state !== 'delivered' && event)
    event.pending_webhooks = Math.max(0, event.pending_webhooks - 1);
  delivery.state = state;
  delivery.nextAttemptAt = null;
}

function wants(target: WebhookTarget, type: string): boolean {
  return !target.events || target.events.includes('*') || target.events.includes(type);
}

function forgetOld(state: StripeState): void {
  const settled = state.deliveries.filter((delivery) => delivery.state !== 'pending');
  const excess = new Set(settled.slice(0, Math.max(0, settled.length - kept)));
  if (excess.size > 0) state.deliveries = state.deliveries.filter((delivery) => !excess.has(delivery));
}
