import type { OwnProduct } from '../support/own-product.ts';

/**
 * A fingerprint of every row of every table, jobs included, so that any write shows; but that somebody was seen, which is
 * noted every five minutes whatever they ask.
 */
export async function fingerprint(product: OwnProduct, workspaceId?: string): Promise<string> {
  const { rows: tables } = await product.database.observer.query<{ name: string; owned: boolean }>(
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
  const { rows } = await product.database.observer.query<{ print: string }>(parts.join(' union all '));
  // Postgres may read the tables side by side, and answers in the order in which it is done.
  return rows
    .map(({ print }) => print)
    .sort()
    .join('\n');
}
