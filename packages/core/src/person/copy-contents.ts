import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import type { ExportContents, RowBatch, RowSource } from '../exports/contents.ts';
import { copyReadme } from './copy-readme.ts';
import { personColumns } from './person-tables.ts';

const batchRows = 500;

export interface CopiedPerson {
  userId: string;
  name: string;
  email: string;
  /** Every workspace that may have something of theirs, in a fixed order. */
  places: readonly string[];
}

interface Row {
  content: string;
  reached: unknown;
}

/** Where a source that goes from workspace to workspace is. */
interface Reached {
  place: number;
  after: unknown;
}

/** Makes the statement for the batch after `after` in one workspace. It answers rows of `content` and `reached`. */
type InPlace = (workspaceId: string, after: unknown) => Prisma.Sql;

/** Everything about a person: what is their own, and what is theirs in each workspace, entered one at a time. */
export function copyContents(person: CopiedPerson, startedAt: Date, batchBytes: number): ExportContents {
  const places = (name: string, sql: InPlace) => sourceOverPlaces(name, person, sql);
  return {
    readme: copyReadme(person, startedAt),
    startedAt,
    rows: [
      ownSource('profile', person, profileSql(person)),
      ownSource('your_record', person, ownRowsSql('person_event', person)),
      ownSource('your_copies', person, ownRowsSql('person_export', person)),
      ...personColumns.flatMap(({ table, column, key, copy }) =>
        'notCopied' in copy
          ? []
          : [
              places(
                copy.name,
                tableSql({ table, column, key, leftOut: copy.leftOut ?? [] }, person, batchBytes),
              ),
            ],
      ),
      places('invitation_received', invitationsSql(person)),
      places('newsletter_subscription', subscriptionsSql(person)),
      places('activity', activitySql(person)),
    ],
    files: { keys: async () => [], read: async () => null, pathOf: (key) => key },
  };
}

function ownSource(name: string, { userId }: CopiedPerson, sql: Prisma.Sql): RowSource {
  return {
    name,
    read: async (): Promise<RowBatch> => {
      const rows = await withUser({ userId }, (tx) => rawQuery<Row>(tx, sql));
      return { lines: rows.map(({ content }) => content), reached: null };
    },
  };
}

function sourceOverPlaces(name: string, { places, userId }: CopiedPerson, sql: InPlace): RowSource {
  return {
    name,
    read: async (reached): Promise<RowBatch> => {
      const { place, after } = (reached ?? { place: 0, after: null }) as Reached;
      const workspaceId = places[place];
      if (workspaceId === undefined) return { lines: [], reached: null };
      const rows = await withWorkspace(
        workspaceId,
        (tx: Transaction) => rawQuery<Row>(tx, sql(workspaceId, after)),
        {
          userId,
        },
      );
      const last = rows.at(-1)?.reached ?? null;
      const next = last === null ? { place: place + 1, after: null } : { place, after: last };
      return {
        lines: rows.map(({ content }) => content),
        reached: next.place < places.length ? next : null,
      };
    },
  };
}

function profileSql({ userId }: CopiedPerson): Prisma.Sql {
  return Prisma.sql`select (to_jsonb(u) || jsonb_build_object(
      'runs_the_platform', exists (select from operator o where o.user_id = u.id)))::text as content, null as reached
    from "user" u where u.id = ${userId}::uuid`;
}

/** Few for each person: the commands behind them are limited. */
function ownRowsSql(table: 'person_event' | 'person_export', { userId }: CopiedPerson): Prisma.Sql {
  return Prisma.sql`select to_jsonb(t)::text as content, null as reached
    from ${Prisma.raw(table)} t where t.user_id = ${userId}::uuid order by t.created_at desc limit 10000`;
}

/** The workspace's name stands in each row, because an id alone tells nobody anything. */
const inWorkspace = Prisma.sql`jsonb_build_object('workspace',
  (select w.name || ' (' || w.slug || ')' from workspace w where w.id = t.workspace_id))`;

/** Names come from `person-tables.ts`, never from outside. As many rows as fit into so many bytes, one at least. */
function tableSql(
  { table, column, key, leftOut }: { table: string; column: string; key: string; leftOut: readonly string[] },
  { userId }: CopiedPerson,
  batchBytes: number,
): InPlace {
  const [from, owner, order] = [
    Prisma.raw(`"${table}"`),
    Prisma.raw(`t."${column}"`),
    Prisma.raw(`t."${key}"`),
  ];
  return (workspaceId, after) => {
    const beyond = after === null ? null : String(after);
    return Prisma.sql`select content, reached from (
        select content, reached, place, sum(octet_length(content)) over (order by place) - octet_length(content) as before
        from (
          select (${inWorkspace} || (to_jsonb(t) - ${[...leftOut]}::text[]))::text as content,
            ${order}::text as reached, row_number() over (order by ${order}::text) as place
          from ${from} t
          where t.workspace_id = ${workspaceId}::uuid and ${owner} = ${userId}::uuid
            and (${beyond}::text is null or ${order}::text > ${beyond}) order by ${order}::text limit ${batchRows}
        ) found
      ) measured where before = 0 or before < ${batchBytes}::integer order by place`;
  };
}

function invitationsSql({ email }: CopiedPerson): InPlace {
  return (workspaceId, after) => {
    const beyond = after === null ? null : String(after);
    return Prisma.sql`select (${inWorkspace} || jsonb_build_object('email', t.email, 'role', t.role,
          'created_at', t.created_at, 'expires_at', t.expires_at, 'accepted_at', t.accepted_at,
          'revoked_at', t.revoked_at))::text as content, t.id::text as reached
      from invitation t
      where t.workspace_id = ${workspaceId}::uuid and ${email} <> '' and t.email = ${email}
        and (${beyond}::text is null or t.id::text > ${beyond}) order by t.id::text limit ${batchRows}`;
  };
}

function subscriptionsSql({ userId, email }: CopiedPerson): InPlace {
  return (workspaceId, after) => {
    const beyond = after === null ? null : String(after);
    return Prisma.sql`select (${inWorkspace} || jsonb_build_object('email', t.email, 'state', t.state,
          'source', t.source, 'consent', t.consent, 'created_at', t.created_at, 'confirmed_at', t.confirmed_at,
          'unsubscribed_at', t.unsubscribed_at))::text as content, t.id::text as reached
      from newsletter_subscriber t
      where t.workspace_id = ${workspaceId}::uuid and (t.user_id = ${userId}::uuid or ${email} <> '' and t.email = ${email})
        and (${beyond}::text is null or t.id::text > ${beyond}) order by t.id::text limit ${batchRows}`;
  };
}

/**
 * What the log has of them: what they or their keys did, and what was done to them. Their own view of it, without what
 * it says of others: an address only where it was theirs.
 */
function activitySql({ userId }: CopiedPerson): InPlace {
  return (workspaceId, after) => Prisma.sql`select (${inWorkspace} || jsonb_build_object(
        'time', t.created_at, 'action', t.action, 'you', case when t.mine then 'did it' else 'were the one it was done to' end,
        'what', case when t.mine then t.target_kind end, 'what_id', case when t.mine then t.target_id end,
        'ip', case when t.mine then t.ip end))::text as content, t.sequence as reached
    from (
      select e.*, (e.actor_id = ${userId} or e.actor_id in (
          select k.id::text from api_key k where k.workspace_id = ${workspaceId}::uuid and k.user_id = ${userId}::uuid
        )) is true as mine
      from audit_event e where e.workspace_id = ${workspaceId}::uuid
    ) t
    where (t.mine or t.target_id = ${userId}) and t.sequence > ${after === null ? 0 : Number(after)}::bigint
    order by t.sequence limit ${batchRows}`;
}
