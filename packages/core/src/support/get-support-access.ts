import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { visitEndedAt } from './visit-ended-at.ts';

export interface SupportVisitItem {
  id: string;
  operatorName: string;
  reason: string;
  /** Who had let support in. */
  allowedBy: string;
  enteredAt: Date;
  /** Null while the operator is in. */
  endedAt: Date | null;
}

export interface SupportAccessView {
  /** The consent that holds now. */
  open: { allowedBy: string; note: string; createdAt: Date; expiresAt: Date } | null;
  /** Newest first. */
  visits: Page<SupportVisitItem>;
}

type Dates = 'enteredAt' | 'endedAt';
type VisitRow = Omit<SupportVisitItem, Dates> & {
  enteredAt: string;
  endedAt: string | null;
  cursor_at: string;
};

/** Whether support may come in, and who was in, when and why. */
export const getSupportAccess = query({
  name: 'get-support-access',
  permission: 'support:manage',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace }, { cursor }): Promise<SupportAccessView> {
    const [row] = await rawQuery<{
      open: { allowedBy: string; note: string; createdAt: string; expiresAt: string } | null;
      visits: VisitRow[];
    }>(
      tx,
      Prisma.sql`select
        (select to_jsonb(o) from (
          select allowed_by_name as "allowedBy", note, created_at as "createdAt", expires_at as "expiresAt"
          from support_access
          where workspace_id = ${workspace.id}::uuid and ended_at is null and expires_at > now()
        ) o) as open,
        (select coalesce(jsonb_agg(v order by v.cursor_at desc, v.id desc), '[]') from (
          select v.id, v.operator_name as "operatorName", v.reason, a.allowed_by_name as "allowedBy",
            v.entered_at as "enteredAt", ${visitEndedAt} as "endedAt", ${cursorTime(Prisma.sql`v.entered_at`)} as cursor_at
          from support_visit v
          join support_access a on a.workspace_id = v.workspace_id and a.id = v.access_id
          where v.workspace_id = ${workspace.id}::uuid
            and ${afterCursor(Prisma.sql`v.entered_at`, Prisma.sql`v.id`, cursor)}
          order by v.entered_at desc, v.id desc limit ${pageSize + 1}
        ) v) as visits`,
    );
    if (!row) throw new Error('The statement of the support access returned no row.');
    const { open, visits } = row;
    return {
      open: open && {
        ...open,
        createdAt: new Date(open.createdAt),
        expiresAt: new Date(open.expiresAt),
      },
      visits: pageOf(visits, ({ cursor_at: _, enteredAt, endedAt, ...visit }) => ({
        ...visit,
        enteredAt: new Date(enteredAt),
        endedAt: endedAt === null ? null : new Date(endedAt),
      })),
    };
  },
});
