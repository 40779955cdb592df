import type { OwnProduct } from '../support/own-product.ts';

export interface WriteCounter {
  /** What was written and committed for this workspace since the last time it was asked: `table OPERATION`, once each. */
  writesIn(workspaceId: string): Promise<string[]>;
}

/**
 * Counts every committed write of every table that has workspaces, by triggers: thousands of requests can then be judged
 * without reading the tables after each. What was rolled back takes its count along.
 */
export async function countWrites(product: OwnProduct): Promise<WriteCounter> {
  const { observer } = product.database;
  await observer.query(`
    create schema probe;
    create table probe.write (table_name text not null, operation text not null, workspace_id uuid);
    create function probe.count_write() returns trigger language plpgsql security definer set search_path = probe as $$
    begin
      -- That somebody was seen is noted for every request, whatever it asks.
      if TG_OP = 'UPDATE' and to_jsonb(new) - 'last_seen_at' = to_jsonb(old) - 'last_seen_at' then return null; end if;
      insert into write values (TG_TABLE_NAME, TG_OP,
        (case TG_OP when 'DELETE' then to_jsonb(old) else to_jsonb(new) end ->> TG_ARGV[0])::uuid);
      return null;
    end $$;
    do $$
    declare
      found record;
    begin
      for found in
        select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and not a.attisdropped
          and a.attname = case c.relname when 'workspace' then 'id' else 'workspace_id' end
      loop
        execute format('create trigger probe after insert or update or delete on %I for each row execute function probe.count_write(%L)',
          found.relname, found.attname);
      end loop;
    end $$`);
  return {
    async writesIn(workspaceId) {
      const { rows } = await observer.query<{ write: string }>(
        `with gone as (delete from probe.write returning *)
          select distinct table_name || ' ' || operation as write from gone where workspace_id = $1 order by 1`,
        [workspaceId],
      );
      return rows.map(({ write }) => write);
    },
  };
}
