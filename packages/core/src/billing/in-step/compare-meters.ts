import type { StripeMeterData } from '../catalogue-as-stripe.ts';
import type { Stripe } from '../stripe.ts';
import type { Step } from './step.ts';

/** Meters that are missing are made; others are left as they are, because what they count may be on a bill. */
export async function compareMeters(
  stripe: Stripe,
  { meters }: { meters: readonly StripeMeterData[] },
): Promise<Step[]> {
  if (meters.length === 0) return [];
  const found = new Map<string, Stripe.Billing.Meter>();
  for await (const meter of stripe.billing.meters.list({ status: 'active', limit: 100 })) {
    found.set(meter.event_name, meter);
  }
  return meters.flatMap((wanted): Step | never[] => {
    const meter = found.get(wanted.event_name);
    if (!meter) {
      const data = {
        ...wanted,
        default_aggregation: { formula: 'sum' },
        customer_mapping: { type: 'by_id', event_payload_key: 'stripe_customer_id' },
        value_settings: { event_payload_key: 'value' },
      } as const;
      return {
        what: `create the meter ${wanted.event_name}`,
        run: () => stripe.billing.meters.create(data, { idempotencyKey: `meter:${wanted.event_name}` }),
      };
    }
    if (meter.display_name === wanted.display_name) return [];
    return {
      what: `change the meter ${wanted.event_name}: name`,
      run: () => stripe.billing.meters.update(meter.id, { display_name: wanted.display_name }),
    };
  });
}
