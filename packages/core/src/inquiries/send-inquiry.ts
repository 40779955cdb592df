import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { formCheck, looksAutomated } from '../abuse/check-form.ts';
import { limitPeople } from '../abuse/limit-people.ts';
import { countLinks } from '../comments/comment-links.ts';
import { emailAddress } from '../input/email-address.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';
import { messageBody } from './message-body.ts';

/** More than these and a message looks like an advertisement. */
export const mostLinks = 4;

/** In an hour. Beyond, each waits in the inbox like any other, and nobody is mailed of it: the mails of a plan have an end. */
export const mostTold = 20;

const limits = {
  person: { limit: 5, seconds: 3_600 },
  network: { limit: 20, seconds: 3_600 },
  workspace: { limit: 300, seconds: 3_600 },
};

/**
 * Writes to the workspace, signed in or not. What a program seems to have written is kept under spam, and tells nobody.
 * Nothing is mailed to the address that is given: it is nobody's until they answer. The same message sent twice within ten
 * minutes is one.
 */
export const sendInquiry = command({
  name: 'send-inquiry',
  permission: 'site:write',
  visitors: true,
  audit: 'inquiry.received',
  input: z.strictObject({
    name: singleLine({ shortest: 1, longest: 80, what: 'your name' }),
    email: emailAddress,
    subject: singleLine({ shortest: 1, longest: 150, what: 'what it is about' }),
    body: messageBody,
    ...formCheck,
  }),
  async prepare(ctx, { email }) {
    await limitPeople('inquiries', ctx, limits, email);
  },
  async run(ctx, { name, email, subject, body, stamp, website }) {
    const { tx, workspace, actor } = ctx;
    const isSpam =
      looksAutomated(workspace.id, 'contact', { stamp, website }) || countLinks(body) > mostLinks;
    const state = isSpam ? 'spam' : 'open';
    const before = await readBefore(tx, workspace.id, { email, subject, body });
    if (before.isRepeated) {
      ctx.unchanged();
      return { sent: true };
    }
    const { id } = await tx.inquiry.create({
      data: {
        workspaceId: workspace.id,
        userId: actor.kind === 'user' ? actor.userId : null,
        name,
        email,
        subject,
        state,
      },
      select: { id: true },
    });
    await tx.inquiryMessage.createMany({
      data: {
        workspaceId: workspace.id,
        inquiryId: id,
        direction: 'received',
        authorUserId: actor.kind === 'user' ? actor.userId : null,
        body,
      },
    });
    await ctx.audit({
      targetKind: 'inquiry',
      targetId: id,
      targetName: subject,
      changes: {
        state: { from: null, to: state },
        ...(before.recent >= mostTold ? { told: { from: null, to: 'nobody' } } : {}),
      },
    });
    return { sent: true };
  },
});

async function readBefore(
  tx: Transaction,
  workspaceId: string,
  { email, subject, body }: Record<'email' | 'subject' | 'body', string>,
): Promise<{ isRepeated: boolean; recent: number }> {
  const [row] = await rawQuery<{ isRepeated: boolean; recent: number }>(
    tx,
    Prisma.sql`select exists (
        select from inquiry i join inquiry_message m on m.workspace_id = i.workspace_id and m.inquiry_id = i.id
        where i.workspace_id = ${workspaceId}::uuid and i.created_at > now() - interval '10 minutes'
          and i.email = ${email} and i.subject = ${subject} and m.direction = 'received' and m.body = ${body}
      ) as "isRepeated", (
        select count(*)::integer from (
          select from inquiry i where i.workspace_id = ${workspaceId}::uuid and i.state = 'open'
            and i.created_at > now() - interval '1 hour' limit ${mostTold}::integer
        ) r
      ) as recent`,
  );
  return row ?? { isRepeated: false, recent: 0 };
}
