import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import {
  afterCursor,
  cursorInput,
  cursorTime,
  limitInput,
  type Page,
  pageOf,
  pageSize,
} from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import { inquiryList } from './inquiry-resource.ts';
import { type InquiryState, inquiryStates } from './inquiry-states.ts';

export interface InquiryListed {
  id: string;
  name: string;
  email: string;
  subject: string;
  /** How its newest message begins. */
  excerpt: string;
  state: InquiryState;
  assigneeName: string | null;
  isMine: boolean;
  isAnswered: boolean;
  createdAt: Date;
}

/** As the indexes say it. */
const ofState: Record<InquiryState, Prisma.Sql> = {
  open: Prisma.sql`i.state = 'open'`,
  closed: Prisma.sql`i.state = 'closed'`,
  spam: Prisma.sql`i.state = 'spam'`,
};

/** What people wrote to the workspace, newest first. */
export const listInquiries = query({
  name: 'list-inquiries',
  permission: 'inquiries:read',
  api: {
    method: 'GET',
    path: '/inquiries',
    group: 'Inquiries',
    summary: 'List inquiries',
    description:
      'What people wrote through the contact form, newest first: open ones, unless another state is asked for.',
    output: inquiryList,
  },
  input: z.strictObject({
    state: z.enum(inquiryStates, 'An inquiry is open, closed or spam.').default('open'),
    mine: z.enum(['yes']).optional(),
    cursor: cursorInput,
    limit: limitInput,
  }),
  async run({ tx, workspace, actor }, { state, mine, cursor, limit }): Promise<Page<InquiryListed>> {
    const userId = actor.kind === 'user' ? actor.userId : null;
    const rows = await rawQuery<InquiryListed & { cursor_at: string }>(
      tx,
      inquiriesSql(workspace.id, { state, mine: mine === 'yes', userId, cursor, limit }),
    );
    return pageOf(rows, ({ cursor_at: _, ...inquiry }) => inquiry, limit);
  },
});

/** Exported for the test that reads its plan. */
export function inquiriesSql(
  workspaceId: string,
  asked: {
    state: InquiryState;
    mine: boolean;
    userId: string | null;
    cursor?: string | undefined;
    limit?: number;
  },
): Prisma.Sql {
  const own = asked.mine ? Prisma.sql`i.assignee_user_id = ${asked.userId}::uuid` : Prisma.sql`true`;
  return Prisma.sql`select i.id, i.name, i.email, i.subject, m.excerpt, i.state::text,
      coalesce(nullif(a.name, ''), a.email) as "assigneeName",
      coalesce(i.assignee_user_id = ${asked.userId}::uuid, false) as "isMine",
      i.answered_at is not null as "isAnswered", i.created_at as "createdAt",
      ${cursorTime(Prisma.sql`i.created_at`)} as cursor_at
    from inquiry i
      left join "user" a on a.id = i.assignee_user_id
      left join lateral (
        select left(regexp_replace(body, '\\s+', ' ', 'g'), 160) as excerpt from inquiry_message
        where workspace_id = i.workspace_id and inquiry_id = i.id order by created_at desc, id desc limit 1
      ) m on true
    where i.workspace_id = ${workspaceId}::uuid and ${ofState[asked.state]} and ${own}
      and ${afterCursor(Prisma.sql`i.created_at`, Prisma.sql`i.id`, asked.cursor)}
    order by i.created_at desc, i.id desc limit ${(asked.limit ?? pageSize) + 1}::integer`;
}
