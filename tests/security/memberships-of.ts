import type { OwnProduct } from '../support/own-product.ts';

/** Who belongs to a workspace, as what, and what waits for an answer: brought back after an operation that ends it. */
export async function membershipsOf(
  { database }: OwnProduct,
  workspaceId: string,
): Promise<() => Promise<void>> {
  const tables = ['custom_role', 'member', 'ownership_transfer', 'support_access', 'support_visit'] as const;
  const changed: Record<(typeof tables)[number], string[]> = {
    custom_role: ['name', 'permissions'],
    member: ['role', 'custom_role_id', 'blocked_at'],
    ownership_transfer: ['confirmed_at', 'cancelled_at', 'declined_at'],
    support_access: ['ended_at'],
    support_visit: ['left_at'],
  };
  const all = tables.map(
    (table) => `(select coalesce(jsonb_agg(t), '[]') from ${table} t where workspace_id = $1) as "${table}"`,
  );
  const { rows } = await database.observer.query<Record<(typeof tables)[number], unknown>>(
    `select ${all.join(', ')}`,
    [workspaceId],
  );
  const kept = new Map<string, unknown>(Object.entries(rows[0] ?? {}));
  return async () => {
    // Whoever came in meanwhile is out again.
    await database.observer.query(
      `delete from support_visit where workspace_id = $1 and not id::text = any ($2)`,
      [workspaceId, (kept.get('support_visit') as { id: string }[]).map(({ id }) => id)],
    );
    for (const table of tables) {
      const columns = changed[table].map((column) => `${column} = excluded.${column}`);
      await database.observer.query(
        `insert into ${table} select * from jsonb_populate_recordset(null::${table}, $1::jsonb)
          on conflict (workspace_id, id) do update set ${columns}`,
        [JSON.stringify(kept.get(table))],
      );
    }
  };
}
