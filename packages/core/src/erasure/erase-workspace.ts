import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { eraseAtStripe } from '../billing/erase-at-stripe.ts';
import { syncDomainMap } from '../domains/sync-domain-map.ts';
import { eraseAtClerk } from '../identity/erase-at-clerk.ts';
import { openWork, requireClaim, type WorkOptions } from '../jobs/steps.ts';
import { log } from '../log/log.ts';
import { purgeSite } from '../workspaces/purge-site.ts';
import { deleteBlobs } from './delete-blobs.ts';
import { deleteJobs } from './delete-jobs.ts';
import { erasureOrder, type TableLinks } from './erasure-order.ts';

const batchRows = 1_000;

/** They go with the workspace itself: how far this is, what a late event of Stripe's must still find, and its addresses. */
const untilTheEnd = ['work_step', 'billing_customer', 'workspace_address'];

/**
 * Erases a workspace whose days of grace are over: at Stripe, at Clerk, in Blobs, in the CDN, in the queue and in the
 * database, step by step. What is left is a row that says when, without a name. Goes on where an interrupted attempt
 * stopped; does nothing for a workspace that is not due.
 */
export async function eraseWorkspace(workspaceId: string, options: WorkOptions = {}): Promise<void> {
  const due = await readDue(workspaceId);
  if (!due) return;
  const ids = { workspaceId, stripeCustomerId: due.stripeCustomerId };
  const work = await openWork(workspaceId, 'erasure', options);
  await work.step('stripe', () => eraseAtStripe(workspaceId));
  await work.step('identity', () => eraseAtClerk(workspaceId));
  await work.step('uploads', () => deleteBlobs('uploads', `${workspaceId}/`));
  await work.step('exports', () => deleteBlobs('exports', `${workspaceId}/`));
  await work.step('cdn', () => purgeSite(workspaceId));
  await work.step('jobs', () => deleteJobs(ids, options.claim?.id));
  await work.step('stripe-events', () =>
    inBatches(workspaceId, Prisma.sql`app.erase_stripe_events(${batchRows}::integer)`),
  );
  for (const table of erasureOrder(due.tables)) {
    if (untilTheEnd.includes(table)) continue;
    await work.step(`rows:${table}`, () =>
      inBatches(workspaceId, Prisma.sql`app.erase_rows(${table}, ${batchRows}::integer)`),
    );
  }
  // Without domains left, it takes their hosts out of the edge's map.
  await work.step('domain-map', () => syncDomainMap(workspaceId));
  await withWorkspace(workspaceId, async (tx) => {
    if (options.claim) await requireClaim(tx, options.claim);
    await rawQuery(tx, Prisma.sql`select app.erase_workspace()`);
  });
  await options.onStep?.('workspace', 'kept');
  // Stripe's and Clerk's last words about it may have queued something meanwhile.
  await deleteJobs(ids, options.claim?.id);
  log.info('erasure.workspace_erased', { workspaceId });
}

async function readDue(
  workspaceId: string,
): Promise<{ stripeCustomerId: string | null; tables: TableLinks[] } | null> {
  return withWorkspace(workspaceId, async (tx) => {
    const [due] = await rawQuery<{ stripeCustomerId: string | null }>(
      tx,
      Prisma.sql`select b.stripe_customer_id as "stripeCustomerId"
        from workspace w left join billing_customer b on b.workspace_id = w.id
        where w.id = ${workspaceId}::uuid and app.is_due_for_erasure()`,
    );
    return due ? { ...due, tables: await rawQuery<TableLinks>(tx, tenantTableLinks) } : null;
  });
}

const tenantTableLinks = Prisma.sql`
  with tenant as (
    select c.oid, c.relname::text as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
  )
  select t.name as "table", coalesce(array_agg(distinct o.name) filter (where o.name is not null), '{}') as "leadsTo"
  from tenant t
  left join pg_constraint f on f.conrelid = t.oid and f.contype = 'f'
  left join tenant o on o.oid = f.confrelid and o.oid <> t.oid
  group by t.name`;

/** Each batch in a transaction of its own, so that a million rows hold no lock for long. */
async function inBatches(workspaceId: string, erase: Prisma.Sql): Promise<number> {
  let total = 0;
  for (;;) {
    const [row] = await withWorkspace(workspaceId, (tx) =>
      rawQuery<{ erased: number }>(tx, Prisma.sql`select ${erase} as erased`),
    );
    if (!row || row.erased === 0) return total;
    total += row.erased;
  }
}
