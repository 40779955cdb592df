import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { visitEndedAt } from './visit-ended-at.ts';

export interface OpenWorkspace {
  id: string;
  slug: string;
  name: string;
  accent: string | null;
  /** Below the workspace's `/files/`; null shows the island. */
  logoPath: string | null;
  allowedBy: string;
  note: string;
  createdAt: Date;
  expiresAt: Date;
  /** Whether this operator is in. */
  isInside: boolean;
}

export interface OwnVisit {
  id: string;
  slug: string;
  name: string;
  reason: string;
  enteredAt: Date;
  /** Null while they are in. */
  endedAt: Date | null;
}

export interface OpenWorkspaces extends Page<OpenWorkspace> {
  /** The operator's own latest visits, newest first. */
  visits: OwnVisit[];
}

type OpenRow = Omit<OpenWorkspace, 'createdAt' | 'expiresAt'> & {
  createdAt: string;
  expiresAt: string;
  cursor_at: string;
};
type VisitRow = Omit<OwnVisit, 'enteredAt' | 'endedAt'> & { enteredAt: string; endedAt: string | null };

const latestVisits = 10;

/** The workspaces that let support in now, the latest first. A policy of the table shows them to operators alone. */
export const listOpenWorkspaces = query({
  name: 'list-open-workspaces',
  scope: 'person',
  permission: 'support:enter',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, actor }, { cursor }): Promise<OpenWorkspaces> {
    const [row] = await rawQuery<{ open: OpenRow[]; visits: VisitRow[] }>(
      tx,
      Prisma.sql`select
        (select coalesce(jsonb_agg(o order by o.cursor_at desc, o.id desc), '[]') from (
          select a.id, w.slug, w.name, w.accent, w.logo_path as "logoPath", a.allowed_by_name as "allowedBy", a.note,
            a.created_at as "createdAt", a.expires_at as "expiresAt",
            ${cursorTime(Prisma.sql`a.created_at`)} as cursor_at,
            exists (
              select from support_visit v
              where v.workspace_id = a.workspace_id and v.access_id = a.id
                and v.operator_user_id = ${actor.userId}::uuid and v.left_at is null and v.expires_at > now()
            ) as "isInside"
          from support_access a join workspace w on w.id = a.workspace_id
          where a.ended_at is null and a.expires_at > now() and w.status = 'active'
            and ${afterCursor(Prisma.sql`a.created_at`, Prisma.sql`a.id`, cursor)}
          order by a.created_at desc, a.id desc limit ${pageSize + 1}
        ) o) as open,
        (select coalesce(jsonb_agg(v order by v."enteredAt" desc, v.id desc), '[]') from (
          select v.id, w.slug, w.name, v.reason, v.entered_at as "enteredAt",
            case when a.id is null then least(v.left_at, v.expires_at, now()) else ${visitEndedAt} end as "endedAt"
          from support_visit v join workspace w on w.id = v.workspace_id
            left join support_access a on a.workspace_id = v.workspace_id and a.id = v.access_id
          where v.operator_user_id = ${actor.userId}::uuid
          order by v.entered_at desc, v.id desc limit ${latestVisits}
        ) v) as visits`,
    );
    if (!row) throw new Error('The statement of the open workspaces returned no row.');
    const { open, visits } = row;
    return {
      ...pageOf(open, ({ cursor_at: _, ...item }) => ({
        ...item,
        createdAt: new Date(item.createdAt),
        expiresAt: new Date(item.expiresAt),
      })),
      visits: visits.map((visit) => ({
        ...visit,
        enteredAt: new Date(visit.enteredAt),
        endedAt: visit.endedAt === null ? null : new Date(visit.endedAt),
      })),
    };
  },
});
