import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { meters } from '../usage/meters.ts';
import { type ReportedMeter, reportedMeters } from './catalogue.ts';
import { Stripe, stripe } from './stripe.ts';

/** Stripe takes no event that is older; what could not be sent for so long is not sent any more. */
const oldestDays = 34;

/**
 * Tells Stripe what was used on the days that are over, of every meter that the catalogue reports. A day is first written
 * to the outbox, with its quantity and the identifier it will always have; then it is sent, and marked. Running again, or
 * being killed in between, sends the same event again, which Stripe counts once. Without a reported meter it does nothing.
 */
export async function reportUsage(
  reported: readonly ReportedMeter[] = reportedMeters,
): Promise<{ sent: number }> {
  if (reported.length === 0) return { sent: 0 };
  await ensureMeters(reported);
  let cursor: string | null = null;
  let sent = 0;
  const failures: unknown[] = [];
  do {
    const page: Awaited<ReturnType<typeof listWorkspaceSlugs>> = await listWorkspaceSlugs(cursor);
    for (const { id } of page.items) {
      try {
        sent += await reportWorkspace(id, reported);
      } catch (error) {
        failures.push(error);
        log.error('usage.not_reported', { workspaceId: id, error });
      }
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  log.info('usage.reported', { sent, failed: failures.length });
  if (failures.length > 0) throw failures[0];
  return { sent };
}

interface WaitingReport {
  meter: string;
  day: Date;
  quantity: bigint;
  identifier: string;
}

async function reportWorkspace(workspaceId: string, reported: readonly ReportedMeter[]): Promise<number> {
  const found = await withWorkspace(workspaceId, async (tx) => {
    const customer = await tx.billingCustomer.findUnique({
      where: { workspaceId },
      select: { stripeCustomerId: true },
    });
    if (!customer) return null;
    const stored = reported.map(({ meter }) => meters[meter].stored);
    await rawQuery(
      tx,
      Prisma.sql`insert into usage_report (workspace_id, meter, day, quantity, identifier)
        select workspace_id, meter, day, sum(used), 'usage:' || workspace_id || ':' || meter || ':' || day
        from usage_day where workspace_id = ${workspaceId}::uuid and meter = any(${stored}::text[])
          and day < (now() at time zone 'UTC')::date and day > (now() at time zone 'UTC')::date - ${oldestDays}::int
        group by workspace_id, meter, day having sum(used) > 0
        on conflict (workspace_id, meter, day) do nothing`,
    );
    const waiting = await tx.usageReport.findMany({
      where: {
        workspaceId,
        meter: { in: stored },
        sentAt: null,
        day: { gt: new Date(Date.now() - oldestDays * 86_400_000) },
      },
      orderBy: [{ day: 'asc' }, { meter: 'asc' }],
    });
    return { ...customer, waiting };
  });
  if (!found) return 0;
  for (const report of found.waiting) {
    await send(found.stripeCustomerId, report, reported);
    const { meter, day } = report;
    await withWorkspace(workspaceId, async (tx) => {
      await tx.usageReport.updateMany({
        where: { workspaceId, meter, day, sentAt: null },
        data: { sentAt: new Date() },
      });
    });
  }
  return found.waiting.length;
}

async function send(
  stripeCustomerId: string,
  { meter, day, quantity, identifier }: WaitingReport,
  reported: readonly ReportedMeter[],
): Promise<void> {
  const definition = reported.find((candidate) => meters[candidate.meter].stored === meter);
  if (!definition) return;
  try {
    await stripe().billing.meterEvents.create(
      {
        event_name: definition.eventName,
        identifier,
        // Its last second: of that day wherever Stripe's own days begin.
        timestamp: Math.floor(day.getTime() / 1000) + 86_399,
        payload: { stripe_customer_id: stripeCustomerId, value: String(quantity) },
      },
      { idempotencyKey: `${identifier}:${stripeCustomerId}` },
    );
  } catch (error) {
    if (!isThereAlready(error)) throw error;
  }
}

/** An earlier attempt was received, and its answer was lost. */
function isThereAlready(error: unknown): boolean {
  return error instanceof Stripe.errors.StripeInvalidRequestError && /already exists/.test(error.message);
}

/** Meters cannot be deleted at Stripe, and two may not have one event name: the key makes creating them at once one. */
async function ensureMeters(reported: readonly ReportedMeter[]): Promise<void> {
  const known = new Set<string>();
  for await (const meter of stripe().billing.meters.list({ status: 'active', limit: 100 })) {
    known.add(meter.event_name);
  }
  for (const { eventName, displayName } of reported) {
    if (known.has(eventName)) continue;
    await stripe().billing.meters.create(
      {
        display_name: displayName,
        event_name: eventName,
        default_aggregation: { formula: 'sum' },
        customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
        value_settings: { event_payload_key: 'value' },
      },
      { idempotencyKey: `meter:${eventName}` },
    );
  }
}
