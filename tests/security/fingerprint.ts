import type { OwnProduct } from '../support/own-product.ts';

/** A fingerprint of every row of every table, jobs included, so that any write shows. */
export async function fingerprint(product: OwnProduct, workspaceId?: string): Promise<string> {
  const { rows: tables } = await product.database.observer.query<{ name: string; owned: boolean }>(
    `select quote_ident(c.relname) as name,
        exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id') as owned
      from pg_class c join pg_namespace n on n.oid = c.relnamespace
      where n.nspname = 'public' and c.relkind = 'r' and c.relname not like '\\_%' order by 1`,
  );
  const scoped = tables.filter(({ owned }) => !workspaceId || owned);
  const parts = scoped.map(
    ({ name }) => `select '${name}' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
      from ${name} t ${workspaceId ? `where workspace_id = '${workspaceId}'` : ''}`,
  );
  parts.push(
    `select 'job' || count(*) as print from pgboss.job ${workspaceId ? `where data->>'workspaceId' = '${workspaceId}'` : ''}`,
  );
  const { rows } = await product.database.observer.query<{ print: string }>(parts.join(' union all '));
  return rows.map(({ print }) => print).join('\n');
}
