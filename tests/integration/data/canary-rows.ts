import type { MadeWorkspace } from '../../support/factories.ts';
import type { OwnDatabase } from '../../support/own-database.ts';

interface Column {
  name: string;
  type: string;
  isEnum: boolean;
  firstValue: string | null;
  isRequired: boolean;
}

/**
 * Puts one more row into every tenant table, whatever tables there are, with the canary in every column that can hold a
 * text, in the name of its owner. Constraints and triggers are off: what is wanted is a row of every kind, not a sensible
 * one.
 */
export async function canaryRows(
  { observer }: OwnDatabase,
  workspace: Pick<MadeWorkspace, 'id' | 'owner'>,
  canary: string,
  only?: readonly string[],
): Promise<void> {
  const { rows: all } = await observer.query<{ name: string; columns: Column[] }>(
    `select c.relname as name, json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, null),
        'isEnum', t.typtype = 'e', 'isRequired', a.attnotnull and not a.atthasdef,
        'firstValue', (select enumlabel from pg_enum where enumtypid = t.oid order by enumsortorder limit 1))) as columns
     from pg_class c
     join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
     join pg_type t on t.oid = a.atttypid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
     group by c.relname having bool_or(a.attname = 'workspace_id') order by 1`,
  );
  const tables = all.filter(({ name }) => only?.includes(name) ?? true);
  const client = await observer.connect();
  try {
    await client.query('begin');
    await client.query(`set local session_replication_role = replica`);
    for (const { name, columns } of tables) {
      await client.query(`alter table public."${name}" disable trigger user`);
      const checks = await client.query<{ name: string; definition: string }>(
        `select conname as name, pg_get_constraintdef(oid) as definition from pg_constraint
         where conrelid = ('public.' || quote_ident($1))::regclass and contype = 'c'`,
        [name],
      );
      for (const check of checks.rows)
        await client.query(`alter table public."${name}" drop constraint "${check.name}"`);
      const filled = columns.filter((column) => sqlFor(column, workspace, canary) !== undefined);
      await client.query(
        `insert into public."${name}" (${filled.map((column) => `"${column.name}"`).join(', ')})
         values (${filled.map((column) => sqlFor(column, workspace, canary)).join(', ')})
         on conflict do nothing`,
      );
      for (const check of checks.rows) {
        await client.query(
          `alter table public."${name}" add constraint "${check.name}" ${check.definition.replace(/ NOT VALID$/, '')} not valid`,
        );
      }
      await client.query(`alter table public."${name}" enable trigger user`);
    }
    await client.query(`alter table audit_event enable always trigger audit_event_chain`);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

/** SQL for a column of the row, or undefined to leave it to its default. */
function sqlFor(
  column: Column,
  workspace: Pick<MadeWorkspace, 'id' | 'owner'>,
  canary: string,
): string | undefined {
  const { name, type, isEnum, firstValue, isRequired } = column;
  if (name === 'workspace_id') return `'${workspace.id}'`;
  if (name === 'user_id' || name.endsWith('_user_id'))
    return type === 'uuid' ? `'${workspace.owner.userId}'` : `'${canary}'`;
  if (type === 'text' || type === 'character varying') return `'${canary} ${name}'`;
  if (type === 'text[]') return `array['${canary}']`;
  if (type === 'jsonb' || type === 'json') return `'{"at": "${canary}"}'`;
  if (type === 'bytea') return `'${canary}'::bytea`;
  if (!isRequired) return undefined;
  if (isEnum) return `'${firstValue}'`;
  if (type === 'uuid') return 'gen_random_uuid()';
  if (type.startsWith('timestamp') || type === 'date') return 'now()';
  if (type === 'boolean') return 'false';
  return '1';
}

/** Where in the whole database, in any schema, a text occurs: `schema.table`, once for each. */
export async function findInDatabase({ observer }: OwnDatabase, text: string): Promise<string[]> {
  const { rows: tables } = await observer.query<{ name: string }>(
    `select format('%I.%I', n.nspname, c.relname) as name from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'm') and n.nspname not in ('pg_catalog', 'information_schema', 'pg_toast')`,
  );
  const found: string[] = [];
  for (const { name } of tables) {
    const { rowCount } = await observer.query(
      `select 1 from ${name} t where t::text like '%' || $1 || '%' limit 1`,
      [text],
    );
    if (rowCount) found.push(name);
  }
  return found;
}

/** What every table has of one workspace: a count and a hash of the rows. */
export async function tenantFingerprint(
  { observer }: OwnDatabase,
  workspaceId: string,
): Promise<Record<string, string>> {
  const { rows: tables } = await observer.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'workspace_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`,
  );
  const prints: Record<string, string> = {};
  for (const { name } of tables) {
    const { rows } = await observer.query<{ print: string }>(
      `select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as print
       from public."${name}" t where workspace_id = $1`,
      [workspaceId],
    );
    prints[name] = rows[0]?.print ?? '';
  }
  return prints;
}
