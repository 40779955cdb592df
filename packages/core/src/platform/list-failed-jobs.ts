import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { deadLetterQueue } from '../jobs/queues.ts';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';

export interface FailedJobItem {
  id: string;
  queue: string;
  failedAt: Date;
  /** What the last attempt said; never what it worked on. */
  message: string;
  /** Whom it worked for. Null for the platform's own jobs, a person's, and those of a workspace that is gone. */
  workspace: { slug: string; name: string } | null;
}

type Row = Omit<FailedJobItem, 'failedAt'> & { failedAt: Date; cursor_at: string };

/** The workspace that a job of `pgboss.job j` is for: its id, or null. */
export const workspaceOfJob = Prisma.sql`coalesce(
  (j.data ->> 'workspaceId')::uuid,
  (select workspace_id from billing_customer where stripe_customer_id = j.data ->> 'stripeCustomerId')
)`;

/** Jobs that failed every attempt and wait for an operator, the latest first. */
export const listFailedJobs = query({
  name: 'list-failed-jobs',
  scope: 'person',
  permission: 'platform:read',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx }, { cursor }): Promise<Page<FailedJobItem>> {
    const failedAt = Prisma.sql`j.created_on`;
    const id = Prisma.sql`j.id`;
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select ${id}, j.source_name as queue, ${failedAt} as "failedAt",
          coalesce(j.source_output ->> 'message', '') as message,
          case when w.id is not null then jsonb_build_object('slug', w.slug, 'name', w.name) end as workspace,
          ${cursorTime(failedAt)} as cursor_at
        from pgboss.job j left join workspace w on w.id = ${workspaceOfJob}
        where j.name = ${deadLetterQueue} and j.state < 'active' and j.source_name is not null
          and ${afterCursor(failedAt, id, cursor)}
        order by ${failedAt} desc, ${id} desc limit ${pageSize + 1}`,
    );
    return pageOf(rows, ({ cursor_at: _, ...job }) => job);
  },
});
