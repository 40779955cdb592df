export interface CatalogueRule {
  name: string;
  /** SQL that answers one row for each fault: what breaks the rule, as text. */
  faults: string;
  /** SQL that breaks the rule, for the proof that it would be noticed. */
  planted: string;
}

/**
 * Tables without a workspace. Adding one here is a decision: its policies must then be read with care. `rate_limit` holds
 * counters by a hash, of addresses and people too, and shows each to whoever knows its key alone. `refused_delivery` holds
 * counters by day, of callers that nobody knows, for operators.
 * `contact_message` shows each to whoever knows its id alone. What begins with `person_`
 * is a person's own, and shown to them alone.
 */
const withoutWorkspace = `('workspace', 'user', 'operator', 'stripe_event', 'erased_workspace', 'rate_limit',
  'billing_reconciliation', 'refused_delivery', 'contact_message', 'person_event', 'person_step', 'person_export', 'person_erasure')`;

/**
 * Stripe's customer ids are looked up by webhooks across workspaces; nobody can guess one. A verified host has one
 * workspace; only who has proved by DNS that it is theirs meets that key, so that it tells nobody else what there is.
 * Addresses are there to be known, and every workspace has its own.
 */
const globalUniques = `('billing_customer_stripe_customer_id_key', 'custom_domain_verified_host_key',
  'workspace_address_slug_key')`;

const tables = `(
  select c.oid, c.relname, c.relrowsecurity, c.relforcerowsecurity, c.relowner,
    exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'workspace_id' and not a.attisdropped) as is_tenant
  from pg_class c
  where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and c.relname <> '_prisma_migrations'
)`;

const columnName = (relation: string, number: string) =>
  `(select a.attname from pg_attribute a where a.attrelid = ${relation} and a.attnum = ${number})`;

/** What SECURITY.md asks of every table, key, view, function and grant. */
export const catalogueRules: readonly CatalogueRule[] = [
  {
    name: 'every table has row-level security enabled',
    faults: `select relname from ${tables} t where not relrowsecurity`,
    planted: `create table planted (workspace_id uuid not null)`,
  },
  {
    name: 'every table has row-level security forced, so that it binds the owner too',
    faults: `select relname from ${tables} t where not relforcerowsecurity`,
    planted: `create table planted (workspace_id uuid not null); alter table planted enable row level security`,
  },
  {
    name: 'every table has a policy',
    faults: `select relname from ${tables} t where not exists (select from pg_policy p where p.polrelid = t.oid)`,
    planted: `create table planted (workspace_id uuid not null)`,
  },
  {
    name: 'every table has a workspace_id or is declared to have none',
    faults: `select relname from ${tables} t where not is_tenant and relname not in ${withoutWorkspace}`,
    planted: `create table planted (id uuid)`,
  },
  {
    name: 'workspace_id is never null',
    faults: `select t.relname from ${tables} t join pg_attribute a on a.attrelid = t.oid
      where a.attname = 'workspace_id' and not a.attnotnull`,
    planted: `create table planted (workspace_id uuid)`,
  },
  {
    name: 'every policy of a tenant table asks for the workspace',
    faults: `select p.tablename || '.' || p.policyname from pg_policies p join ${tables} t on t.relname = p.tablename
      where p.schemaname = 'public' and t.is_tenant and (
        coalesce(p.qual, 'app.workspace_id()') not like '%app.workspace_id()%'
        or coalesce(p.with_check, 'app.workspace_id()') not like '%app.workspace_id()%'
      )`,
    planted: `create policy planted on post using (true)`,
  },
  {
    name: 'policies ask for their settings once a statement, not once a row',
    faults: `select tablename || '.' || policyname from pg_policies where schemaname = 'public' and
      regexp_replace(concat(qual, with_check), '\\( SELECT app\\.\\w+\\(\\) AS \\w+\\)', '', 'g') ~ 'app\\.\\w+\\(|current_setting'`,
    planted: `create policy planted on post for select using (workspace_id = app.workspace_id())`,
  },
  {
    name: 'every policy of a person’s own table asks for the person, but for what is due to be erased',
    faults: `select tablename || '.' || policyname from pg_policies
      where schemaname = 'public' and tablename like 'person\\_%' and policyname <> 'person_erasure_due'
        and (coalesce(qual, 'app.user_id()') not like '%app.user_id()%'
          or coalesce(with_check, 'app.user_id()') not like '%app.user_id()%')
        and tablename <> 'person_place'`,
    planted: `create policy planted on person_event for select using (true)`,
  },
  {
    name: 'every foreign key to a tenant table includes workspace_id',
    faults: `select c.conname from pg_constraint c join ${tables} t on t.oid = c.confrelid
      where c.contype = 'f' and t.is_tenant and not exists (
        select from unnest(c.conkey, c.confkey) as k (here, there)
        where ${columnName('c.conrelid', 'k.here')} = 'workspace_id' and ${columnName('c.confrelid', 'k.there')} = 'workspace_id'
      )`,
    planted: `alter table post add constraint post_id_key unique (id);
      create table planted (workspace_id uuid not null, post_id uuid references post (id))`,
  },
  {
    name: 'every unique key of a tenant table starts with workspace_id',
    faults: `select i.indexrelid::regclass::text from pg_index i join ${tables} t on t.oid = i.indrelid
      where i.indisunique and t.is_tenant and i.indexrelid::regclass::text not in ${globalUniques}
        and ${columnName('i.indrelid', 'i.indkey[0]')} is distinct from 'workspace_id'`,
    planted: `create unique index planted on invitation (email)`,
  },
  {
    name: 'no function runs with the rights of its owner unless its search_path is pinned',
    faults: `select oid::regprocedure::text from pg_proc
      where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and prosecdef
        and not exists (select from unnest(proconfig) as setting where setting like 'search_path=%')`,
    planted: `create function app.planted() returns int language sql security definer return 1`,
  },
  {
    name: 'only the functions of the audit log and of erasure run with the rights of their owner',
    faults: `select oid::regprocedure::text from pg_proc
      where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and prosecdef
        and oid::regprocedure::text not in ('app.chain_audit_event()', 'app.trim_audit_log(integer,integer)',
          'app.erase_rows(text,integer)', 'app.erase_stripe_events(integer)', 'app.erase_workspace()',
          'app.redact_audit_log(bigint,integer)', 'app.erase_person()')`,
    planted: `create function app.planted() returns int language sql security definer set search_path = pg_catalog return 1`,
  },
  {
    name: 'a function with the rights of its owner looks nowhere that somebody else may write to',
    faults: `select oid::regprocedure::text from pg_proc
      where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and prosecdef
        and not coalesce(proconfig, '{}') @> array['search_path=pg_catalog, pg_temp']`,
    planted: `alter function app.trim_audit_log(integer, integer) set search_path = public, pg_temp`,
  },
  {
    name: 'a function with the rights of its owner is not open to everyone',
    faults: `select oid::regprocedure::text from pg_proc
      where pronamespace in ('public'::regnamespace, 'app'::regnamespace) and prosecdef
        and (proacl is null or exists (select from aclexplode(proacl) g where g.grantee = 0))`,
    planted: `grant execute on function app.chain_audit_event() to public`,
  },
  {
    name: 'every view asks as whoever looks, not as its owner',
    faults: `select oid::regclass::text from pg_class
      where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind = 'v'
        and not coalesce(reloptions, '{}') && array['security_invoker=true', 'security_invoker=on']`,
    planted: `create view planted as select * from post`,
  },
  {
    name: 'there is no materialized view, because it keeps rows of every workspace outside of any policy',
    faults: `select oid::regclass::text from pg_class
      where relnamespace in ('public'::regnamespace, 'app'::regnamespace) and relkind = 'm'`,
    planted: `create materialized view planted as select 1 as one`,
  },
  {
    name: 'nobody but the owner may truncate, which row-level security does not see',
    faults: `select table_name || ' by ' || grantee from information_schema.role_table_grants g
      where table_schema in ('public', 'app', 'pgboss') and privilege_type = 'TRUNCATE'
        and not exists (
          select from pg_class c where c.oid = format('%I.%I', table_schema, table_name)::regclass
            and pg_get_userbyid(c.relowner) = grantee
        )`,
    planted: `grant truncate on post to archipelago_app`,
  },
  {
    name: 'nothing is granted to everyone',
    faults: `select c.relname from pg_class c, aclexplode(c.relacl) g
      where c.relnamespace = 'public'::regnamespace and g.grantee = 0`,
    planted: `grant select on post to public`,
  },
  {
    name: 'the runtime role only reads and appends to the audit log',
    faults: `select privilege_type from information_schema.role_table_grants
      where table_name = 'audit_event' and grantee = 'archipelago_app' and privilege_type not in ('SELECT', 'INSERT')
      union all
      select privilege_type || ' of ' || column_name from information_schema.role_column_grants
      where table_name = 'audit_event' and grantee = 'archipelago_app' and privilege_type not in ('SELECT', 'INSERT')`,
    planted: `grant update (action) on audit_event to archipelago_app`,
  },
  {
    name: 'the runtime role only reads the heads of the audit log’s chains',
    faults: `select privilege_type from information_schema.role_column_grants
      where table_name = 'audit_chain' and grantee = 'archipelago_app' and privilege_type <> 'SELECT'
      union all
      select 'DELETE' where has_table_privilege('archipelago_app', 'audit_chain', 'DELETE')`,
    planted: `grant update (hash) on audit_chain to archipelago_app`,
  },
  {
    name: 'every row of the audit log is chained, in a replica’s session too',
    faults: `select 'audit_event' where not exists (
      select from pg_trigger where tgrelid = 'audit_event'::regclass and tgenabled = 'A'
        and tgfoid = 'app.chain_audit_event'::regproc
    )`,
    planted: `alter table audit_event disable trigger audit_event_chain`,
  },
  {
    name: 'the runtime role reads operators and appoints none',
    faults: `select privilege_type from information_schema.role_table_grants
      where table_name = 'operator' and grantee = 'archipelago_app' and privilege_type <> 'SELECT'`,
    planted: `grant insert on operator to archipelago_app`,
  },
  {
    name: 'the runtime role owns nothing',
    faults: `select oid::regclass::text from pg_class where pg_get_userbyid(relowner) = 'archipelago_app'`,
    planted: `create table planted (workspace_id uuid not null); alter table planted owner to archipelago_app`,
  },
  {
    name: 'the runtime role is no superuser, bypasses nothing and belongs to no role that does',
    faults: `select fault from app.role_faults('archipelago_app')`,
    planted: `alter role archipelago_app bypassrls`,
  },
  {
    name: 'the runtime role cannot become another role or make objects',
    faults: `select 'member of ' || r.rolname from pg_roles r
        where r.rolname <> 'archipelago_app' and pg_has_role('archipelago_app', r.oid, 'MEMBER')
      union all
      select 'may create in ' || nspname from pg_namespace
        where nspname in ('public', 'app', 'pgboss') and has_schema_privilege('archipelago_app', oid, 'CREATE')
      union all
      select 'may create roles or databases' from pg_roles
        where rolname = 'archipelago_app' and (rolcreaterole or rolcreatedb or rolreplication)`,
    planted: `create role planted; grant planted to archipelago_app`,
  },
];
