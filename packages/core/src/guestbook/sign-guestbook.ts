import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { formCheck, looksAutomated } from '../abuse/check-form.ts';
import { limitPeople } from '../abuse/limit-people.ts';
import { guestbookTitle } from '../comments/comment-item.ts';
import type { CommentState, HeldReason } from '../comments/comment-states.ts';
import { holdOrShow } from '../comments/hold-or-show.ts';
import { limitWriting } from '../comments/limit-writing.ts';
import { purgePost } from '../comments/purge-post.ts';
import { isTrusted } from '../comments/take-part.ts';
import { AppError } from '../errors/app-error.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';
import type { VisitorCommandContext } from '../registry/command-context.ts';
import { entryBody } from './guestbook-entry.ts';
import { requireMaySign } from './require-may-sign.ts';

export interface SignedEntry {
  id: string;
  state: CommentState;
}

/** Nobody vouches for them, and every entry of theirs may be one more for somebody to look at. */
const ofVisitors = {
  person: { limit: 10, seconds: 600 },
  network: { limit: 10, seconds: 600 },
  workspace: { limit: 200, seconds: 600 },
};

/**
 * Signs the guestbook: in one's own name, or as a visitor by the name one gives. An entry is a comment below no post, so
 * that the policy of comments says whether it waits. The same words sent twice within ten minutes are one entry.
 */
export const signGuestbook = command({
  name: 'sign-guestbook',
  permission: 'site:write',
  visitors: true,
  audit: 'comment.created',
  input: z.strictObject({
    name: singleLine({ shortest: 0, longest: 80, what: 'your name' }).default(''),
    body: entryBody,
    ...formCheck,
  }),
  async prepare(ctx) {
    if (ctx.actor.kind === 'anonymous') await limitPeople('guestbook', ctx, ofVisitors);
    else await limitWriting(ctx);
  },
  async run(ctx, { name, body, stamp, website }): Promise<SignedEntry> {
    const { tx, workspace, actor } = ctx;
    const isAutomated = looksAutomated(workspace.id, 'guestbook', { stamp, website });
    await requireMaySign(ctx);
    if (actor.kind === 'anonymous' && !name) throw nameMissing();
    const authorUserId = actor.kind === 'user' ? actor.userId : null;
    const authorName = actor.kind === 'user' ? null : name;
    const before = await readBefore(ctx, { authorUserId, authorName, body });
    if (before.repeated) {
      ctx.unchanged();
      return before.repeated;
    }
    const heldReason = holdReason(ctx, { body, isKnown: before.isKnown, isAutomated });
    const state = heldReason ? 'held' : 'visible';
    const { id } = await tx.comment.create({
      data: { workspaceId: workspace.id, authorUserId, authorName, body, state, heldReason },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'comment',
      targetId: id,
      targetName: guestbookTitle,
      changes: { state: { from: null, to: state } },
    });
    if (state === 'visible') await purgePost(ctx, workspace.id, null);
    return { id, state };
  },
});

/** Nobody is known by the name they give: under the policy of first ones, all of visitors' wait. */
function holdReason(
  { workspace, grant }: VisitorCommandContext,
  { body, isKnown, isAutomated }: { body: string; isKnown: boolean; isAutomated: boolean },
): HeldReason | null {
  if (isTrusted(grant)) return null;
  if (isAutomated) return 'automated';
  const policy = workspace.commentPolicy === 'closed' ? 'first_held' : workspace.commentPolicy;
  return holdOrShow(body, policy, { isTrusted: false, isKnown });
}

async function readBefore(
  { tx, workspace }: VisitorCommandContext,
  {
    authorUserId,
    authorName,
    body,
  }: { authorUserId: string | null; authorName: string | null; body: string },
): Promise<{ isKnown: boolean; repeated: SignedEntry | null }> {
  const own = Prisma.sql`c.workspace_id = ${workspace.id}::uuid
    and c.author_user_id is not distinct from ${authorUserId}::uuid`;
  const [row] = await rawQuery<{ isKnown: boolean; repeated: SignedEntry | null }>(
    tx,
    Prisma.sql`select ${authorUserId !== null} and exists (
          select from comment c where c.workspace_id = ${workspace.id}::uuid
            and c.author_user_id = ${authorUserId}::uuid and c.state = 'visible'
        ) as "isKnown", (
        select jsonb_build_object('id', c.id, 'state', c.state) from comment c
        where ${own} and c.created_at > now() - interval '10 minutes' and c.post_id is null
          and c.author_name is not distinct from ${authorName} and c.body = ${body} and c.state <> 'removed'
        order by c.created_at desc limit 1
      ) as repeated`,
  );
  return row ?? { isKnown: false, repeated: null };
}

function nameMissing(): AppError {
  const message = 'Enter your name, as it should stand below your entry.';
  return new AppError('BAD_REQUEST', message, { fields: { name: message } });
}
