import type { MadeWorkspace } from '../../support/factories.ts';
import type { OwnProduct } from '../../support/own-product.ts';

const month = `date_trunc('month', now() at time zone 'UTC')::date`;

/** What tests of metering ask of, and put into, the tables of one workspace. */
export function usageWorld(now: () => { product: OwnProduct; workspace: MadeWorkspace }) {
  async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
    return (await now().product.database.observer.query(sql, values)).rows as Row[];
  }
  const id = () => now().workspace.id;
  return {
    rows,
    /** Has so much of a meter used this month. */
    used: (meter: string, amount: number) =>
      rows(
        `insert into usage_counter (workspace_id, meter, period, used) values ($1, $2, ${month}, $3)
          on conflict (workspace_id, meter, period) do update set used = excluded.used`,
        [id(), meter, amount],
      ),
    async counted(meter: string) {
      const [row] = await rows<{ month: number; days: { source: string; used: number }[] }>(
        `select coalesce((select used from usage_counter where workspace_id = $1 and meter = $2 and period = ${month}), 0)::int as month,
          (select coalesce(json_agg(json_build_object('source', source, 'used', used) order by source), '[]') from usage_day
            where workspace_id = $1 and meter = $2 and day = (now() at time zone 'UTC')::date) as days`,
        [id(), meter],
      );
      return row;
    },
    warnings: () =>
      rows<{ meter: string; threshold: number; ended: boolean }>(
        `select meter, threshold, ended_at is not null as ended from usage_warning where workspace_id = $1 order by 1, 2`,
        [id()],
      ),
    /** The warnings in the audit log, the oldest first. */
    told: () =>
      rows<{ action: string; target_name: string }>(
        `select action, target_name from audit_event where workspace_id = $1 and action like 'usage.%' order by created_at`,
        [id()],
      ),
    onPro: () =>
      rows(
        `insert into subscription (workspace_id, stripe_subscription_id, plan, "interval", status, seats,
            current_period_start, current_period_end, synced_at)
          values ($1, 'sub_' || gen_random_uuid(), 'pro', 'month', 'active', 1, now(), now() + interval '20 days', now())`,
        [id()],
      ),
  };
}
