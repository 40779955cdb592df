import type { OwnProduct } from '../support/own-product.ts';
import { snapshotOf } from './snapshot-of.ts';

interface Read {
  /** What a transaction of that moment could see. */
  snapshot: string;
  print: string;
}

/** What was read last, by product and workspace. */
const lastReads = new WeakMap<OwnProduct, Map<string, Read>>();

/**
 * A fingerprint of every row of every table, jobs included, so that any write shows; but that somebody was seen, which is
 * noted every five minutes whatever they ask. Rows are read again only if some writing transaction has ended since: two
 * transactions of the same snapshot see the same rows.
 */
export async function fingerprint(product: OwnProduct, workspaceId = ''): Promise<string> {
  const reads = lastReads.get(product) ?? new Map<string, Read>();
  lastReads.set(product, reads);
  // Asked before the rows are read: who writes meanwhile makes them be read again.
  const snapshot = await snapshotOf(product);
  const last = reads.get(workspaceId);
  if (last?.snapshot === snapshot) return last.print;
  const print = await readRows(product, workspaceId);
  reads.set(workspaceId, { snapshot, print });
  return print;
}

async function readRows({ database }: OwnProduct, workspaceId: string): Promise<string> {
  const { rows: tables } = await database.observer.query<{ name: string; owned: boolean }>(
    `select quote_ident(c.relname) as name,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as owned
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not like '\\_%' order by 1`,
  );
  const scoped = tables.filter(({ owned }) => !workspaceId || owned);
  const parts = scoped.map(
    ({ name }) => `select '${name}' || coalesce(md5(string_agg(row, '|' order by row)), '') as print
      from (
        select (to_jsonb(t) - 'last_seen_at')::text as row from ${name} t
        ${workspaceId ? `where workspace_id = '${workspaceId}'` : ''}
      ) r`,
  );
  parts.push(
    `select 'job' || count(*) as print from pgboss.job ${workspaceId ? `where data->>'workspaceId' = '${workspaceId}'` : ''}`,
  );
  const { rows } = await database.observer.query<{ print: string }>(parts.join(' union all '));
  // Postgres may read the tables side by side, and answers in the order in which it is done.
  return rows
    .map(({ print }) => print)
    .sort()
    .join('\n');
}
