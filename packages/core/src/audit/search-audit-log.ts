import { Prisma } from '@archipelago/db/generated/client';
import { containsPattern } from '../paging/contains-pattern.ts';
import { afterCursor, beforeCursor, cursorTime, writeCursor } from '../paging/keyset.ts';
import { type AuditFilter, filteredActions } from './audit-filter.ts';
import { type AuditLogItem, type AuditLogRow, auditLogColumns, auditLogItem } from './audit-log-item.ts';

/** Which part of the log to show: what is older than `cursor`, or what is newer than `newer`, or the newest. */
export interface AuditWindow {
  cursor?: string | undefined;
  newer?: string | undefined;
  limit: number;
}

/** One JSON object, made by the SQL below. */
export interface FoundInLog {
  rows: AuditLogRow[];
  /** The last row looked at, when there may be more behind it. */
  last: { cursor_at: string; id: string } | null;
}

export interface AuditPage {
  items: AuditLogItem[];
  /** For what is older; null at the end of the log. */
  nextCursor: string | null;
  /** For what is newer, as `newer`; null at the top. */
  previousCursor: string | null;
  /** How far the search came, when it stopped before the page was full. */
  searchedTo: Date | null;
}

/**
 * Rows that one statement looks at where no index answers the filter, such as for a part of a text. A page then costs the
 * same in every log; the rest is searched on the next page.
 */
const longestScan = 1_000;

/**
 * An SQL expression for `FoundInLog`. Person, action, area, kind of thing and days are answered by an index each, together
 * with person and action; everything else is looked for among the newest `longestScan` rows of what an index gives.
 */
export function searchSql(
  workspace: { id: string; timeZone: string },
  filter: AuditFilter,
  window: AuditWindow,
): Prisma.Sql {
  const order = window.newer ? Prisma.sql`created_at, id` : Prisma.sql`created_at desc, id desc`;
  const { exact, actions, residual } = planOf(filter);
  const limit = residual.length > 0 ? longestScan : window.limit + 1;
  const conditions = [
    Prisma.sql`e.workspace_id = ${workspace.id}::uuid`,
    ...exact,
    ...days(workspace.timeZone, filter),
    inWindow(window),
  ];
  const scan = (more: Prisma.Sql[]) =>
    Prisma.sql`select e.* from audit_event e where ${Prisma.join([...conditions, ...more], ' and ')}
      order by ${order} limit ${limit}`;
  // An index per action gives the newest of each; the newest of those are the newest of all.
  const scanned = actions
    ? Prisma.sql`select one.* from unnest(${actions}::text[]) as wanted (action)
        cross join lateral (${scan([Prisma.sql`e.action = wanted.action`])}) one order by ${order} limit ${limit}`
    : scan([]);
  const matching = residual.length > 0 ? Prisma.join(residual, ' and ') : Prisma.sql`true`;
  return Prisma.sql`(
    with scanned as materialized (${scanned}),
      matched as (select e.* from scanned e where ${matching} order by ${order} limit ${window.limit + 1})
    select json_build_object(
      'rows', (select coalesce(json_agg(row), '[]') from (select ${auditLogColumns} from matched order by ${order}) row),
      'last', (select to_json(row) from (
        select ${cursorTime(Prisma.sql`created_at`)} as cursor_at, id from scanned order by ${order}
        offset ${limit - 1} limit 1
      ) row)
    )
  )`;
}

/** Conditions that an index answers, the actions to ask one by one, and what is left to look for. */
function planOf(filter: AuditFilter): {
  exact: Prisma.Sql[];
  actions: string[] | undefined;
  residual: Prisma.Sql[];
} {
  const actions = filteredActions(filter);
  const exact: Prisma.Sql[] = [];
  const residual: Prisma.Sql[] = [];
  if (filter.actorId === 'system') exact.push(Prisma.sql`e.actor_id is null`);
  else if (filter.actorId) exact.push(Prisma.sql`e.actor_id = ${filter.actorId}`);
  if (filter.targetKind) {
    const isIndexed = !filter.actorId && !actions;
    (isIndexed ? exact : residual).push(Prisma.sql`e.target_kind = ${filter.targetKind}`);
  }
  if (filter.text) residual.push(containing(filter.text));
  if (!actions || residual.length === 0) return { exact, actions, residual };
  const [only] = actions;
  if (actions.length === 1) exact.push(Prisma.sql`e.action = ${only}`);
  else residual.push(Prisma.sql`e.action = any(${actions}::text[])`);
  return { exact, actions: undefined, residual };
}

function containing(text: string): Prisma.Sql {
  const pattern = containsPattern(text);
  return Prisma.sql`(e.actor_name ilike ${pattern} or e.target_name ilike ${pattern} or e.action ilike ${pattern}
    or e.ip ilike ${pattern} or e.request_id ilike ${pattern})`;
}

function days(timeZone: string, { from, to }: AuditFilter): Prisma.Sql[] {
  return [
    ...(from ? [Prisma.sql`e.created_at >= (${from}::date)::timestamp at time zone ${timeZone}`] : []),
    ...(to ? [Prisma.sql`e.created_at < (${to}::date + 1)::timestamp at time zone ${timeZone}`] : []),
  ];
}

function inWindow({ cursor, newer }: AuditWindow): Prisma.Sql {
  const [time, id] = [Prisma.sql`e.created_at`, Prisma.sql`e.id`];
  return newer ? beforeCursor(time, id, newer) : afterCursor(time, id, cursor);
}

/** Makes a page, newest first, of what the search found. */
export function auditPage(found: FoundInLog, { cursor, newer, limit }: AuditWindow): AuditPage {
  const shown = found.rows.slice(0, limit);
  const hasMore = found.rows.length > limit;
  // A scan that was cut short knows only of the rows that it looked at.
  const stoppedAt = !hasMore && found.last ? writeCursor(found.last.cursor_at, found.last.id) : null;
  const cursorOf = (row: AuditLogRow | undefined) => (row ? writeCursor(row.cursor_at, row.id) : null);
  const ahead = hasMore ? cursorOf(shown.at(-1)) : stoppedAt;
  const behind = cursorOf(shown[0]);
  const searchedTo = stoppedAt && found.last ? new Date(found.last.cursor_at) : null;
  if (newer) {
    const items = shown.toReversed().map(auditLogItem);
    return { items, nextCursor: behind ?? newer, previousCursor: ahead, searchedTo };
  }
  const previousCursor = cursor ? (behind ?? cursor) : null;
  return { items: shown.map(auditLogItem), nextCursor: ahead, previousCursor, searchedTo };
}
