import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { id } from '../input/id.ts';
import { query } from '../registry/query.ts';
import { inquiryThread } from './inquiry-resource.ts';
import type { InquiryState } from './inquiry-states.ts';
import { noSuchInquiry } from './lock-inquiry.ts';

export interface InquiryMessage {
  id: string;
  direction: 'received' | 'sent';
  /** Of an answer: who wrote it. */
  authorName: string | null;
  body: string;
  createdAt: Date;
  /** Of an answer: when the mail server took it; null while it waits. */
  mailedAt: Date | null;
}

export interface InquiryDetail {
  id: string;
  name: string;
  email: string;
  subject: string;
  state: InquiryState;
  assigneeUserId: string | null;
  assigneeName: string | null;
  /** Whether who wrote it was signed in with this very address; otherwise it is what they gave. */
  isAddressTheirs: boolean;
  createdAt: Date;
  closedAt: Date | null;
  /** Oldest first; the last hundred. */
  messages: InquiryMessage[];
  /** Of the team, whom it may be given to. */
  team: { userId: string; name: string }[];
}

type Row = Omit<InquiryDetail, 'messages'> & {
  messages: (Omit<InquiryMessage, 'createdAt' | 'mailedAt'> & {
    createdAt: string;
    mailedAt: string | null;
  })[];
};

const mostShown = 100;

/** One inquiry with its thread, and who it may be given to, in one statement. */
export const getInquiry = query({
  name: 'get-inquiry',
  permission: 'inquiries:read',
  api: {
    method: 'GET',
    path: '/inquiries/{inquiryId}',
    group: 'Inquiries',
    summary: 'Get an inquiry',
    description: 'What somebody wrote, with what was answered.',
    output: inquiryThread,
  },
  input: z.strictObject({ inquiryId: id }),
  async run({ tx, workspace }, { inquiryId }): Promise<InquiryDetail> {
    const [row] = await rawQuery<Row>(
      tx,
      Prisma.sql`select i.id, i.name, i.email, i.subject, i.state::text, i.assignee_user_id as "assigneeUserId",
          coalesce(nullif(a.name, ''), a.email) as "assigneeName", coalesce(lower(w.email) = lower(i.email), false) as "isAddressTheirs",
          i.created_at as "createdAt", i.closed_at as "closedAt",
          (
            select coalesce(jsonb_agg(jsonb_build_object('id', m.id, 'direction', m.direction, 'body', m.body,
              'authorName', case when m.direction = 'sent' then coalesce(nullif(u.name, ''), u.email) end,
              'createdAt', m.created_at, 'mailedAt', m.mailed_at) order by m.created_at, m.id), '[]')
            from (
              select * from inquiry_message where workspace_id = i.workspace_id and inquiry_id = i.id
              order by created_at desc, id desc limit ${mostShown}::integer
            ) m left join "user" u on u.id = m.author_user_id
          ) as messages,
          (
            select coalesce(jsonb_agg(jsonb_build_object('userId', t.user_id,
              'name', coalesce(nullif(t.name, ''), t.email)) order by t.name, t.email), '[]')
            from (
              select n.user_id, v.name, v.email from member n join "user" v on v.id = n.user_id and v.deleted_at is null
                left join custom_role r on r.workspace_id = n.workspace_id and r.id = n.custom_role_id
              where (r.id is null or 'inquiries:read' = any(r.permissions)) and n.workspace_id = i.workspace_id and n.role <> 'guest' and n.blocked_at is null
              order by n.created_at limit ${mostShown}::integer
            ) t
          ) as team
        from inquiry i left join "user" a on a.id = i.assignee_user_id left join "user" w on w.id = i.user_id
        where i.workspace_id = ${workspace.id}::uuid and i.id = ${inquiryId}::uuid`,
    );
    if (!row) throw noSuchInquiry();
    return {
      ...row,
      messages: row.messages.map(({ createdAt, mailedAt, ...message }) => ({
        ...message,
        createdAt: new Date(createdAt),
        mailedAt: mailedAt === null ? null : new Date(mailedAt),
      })),
    };
  },
});
