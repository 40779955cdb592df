import type { ClerkState, DeliveryRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { svixHeaders } from './svix-signature.ts';

export interface WebhookSettings {
  url: string;
  /** `whsec_…`, shared with the product. */
  secret: string;
  /** Milliseconds to wait before each further attempt; after the last one a message is given up. */
  retryDelays?: readonly number[];
}

export interface WebhookSender {
  /** Files a message. It goes out with the next `flush`, so that nothing is told before it is saved. */
  file(type: string, data: unknown): void;
  flush(): void;
  /** Newest first. */
  deliveries(): DeliveryRecord[];
  /** Sends a message again at once, under the same id, whatever became of it. */
  resend(id: string): Promise<DeliveryRecord>;
  /** Ends every timer and gives up what is under way; messages not yet delivered stay filed for the next start. */
  stop(): Promise<void>;
}

const defaultRetryDelays = [1000, 3000, 10_000, 30_000, 60_000, 300_000, 900_000, 3_600_000];
const timeout = 15_000;

/** Delivers the messages kept in `state`, one after the other, with growing pauses after a failure. */
export function createWebhookSender(
  settings: WebhookSettings,
  state: ClerkState,
  save: () => Promise<void>,
): WebhookSender {
  const retryDelays = settings.retryDelays ?? defaultRetryDelays;
  let timer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  const stopping = new AbortController();

  function wake(): void {
    if (stopping.signal.aborted || running) return;
    clearTimeout(timer);
    const next = pending(state)[0];
    if (!next) return;
    timer = setTimeout(run, Math.max(0, (next.nextAttemptAt ?? 0) - Date.now()));
  }

  function run(): void {
    running = sendDue().finally(() => {
      running = null;
      wake();
    });
  }

  async function sendDue(): Promise<void> {
    for (;;) {
      const next = pending(state)[0];
      if (stopping.signal.aborted || !next || (next.nextAttemptAt ?? 0) > Date.now()) return;
      await attempt(next);
    }
  }

  async function attempt(delivery: DeliveryRecord): Promise<void> {
    const at = Date.now();
    const outcome = await post(settings, delivery, at, stopping.signal);
    if (stopping.signal.aborted) return;
    delivery.attempts.push({ at, ...outcome });
    const isDelivered = outcome.responseStatus !== null && outcome.responseStatus < 300;
    const delay = retryDelays[delivery.attempts.length - 1];
    if (isDelivered || delay === undefined) {
      delivery.status = isDelivered ? 'delivered' : 'failed';
      delivery.nextAttemptAt = null;
    } else {
      delivery.status = 'pending';
      delivery.nextAttemptAt = Date.now() + delay;
    }
    await save();
  }

  return {
    file(type, data) {
      const now = Date.now();
      const id = newId('msg');
      const event = { data, object: 'event', type, timestamp: now, instance_id: 'ins_local' };
      const body = JSON.stringify(event);
      state.deliveries[id] = {
        id,
        type,
        body,
        status: 'pending',
        attempts: [],
        nextAttemptAt: now,
        createdAt: now,
      };
    },
    flush: wake,
    deliveries: () => Object.values(state.deliveries).reverse(),
    async resend(id) {
      const delivery = state.deliveries[id];
      if (!delivery)
        throw new Error(`The local Clerk has no webhook message ${id}; it keeps the last thousand.`);
      await attempt(delivery);
      wake();
      return delivery;
    },
    async stop() {
      stopping.abort();
      clearTimeout(timer);
      await running;
    },
  };
}

function pending(state: ClerkState): DeliveryRecord[] {
  return Object.values(state.deliveries)
    .filter((delivery) => delivery.status === 'pending')
    .sort((a, b) => (a.nextAttemptAt ?? 0) - (b.nextAttemptAt ?? 0));
}

async function post(settings: WebhookSettings, delivery: DeliveryRecord, now: number, stopping: AbortSignal) {
  try {
    const response = await fetch(settings.url, {
      method: 'POST',
      headers: svixHeaders(settings.secret, delivery.id, delivery.body, now),
      body: delivery.body,
      redirect: 'manual',
      signal: AbortSignal.any([stopping, AbortSignal.timeout(timeout)]),
    });
    await response.body?.cancel();
    return { responseStatus: response.status, error: response.ok ? null : `answered ${response.status}` };
  } catch (error) {
    const cause =
      error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
    return { responseStatus: null, error: cause };
  }
}
