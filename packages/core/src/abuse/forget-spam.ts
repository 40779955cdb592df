import { listWorkspaceSlugs } from '@archipelago/db/directory';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { log } from '../log/log.ts';
import { spamDays } from './spam-days.ts';

const batch = 500;

/**
 * Deletes in every workspace what is older than `spamDays`, counted from when it became so: inquiries under spam, and
 * comments and entries of the guestbook that were removed, or look automated and still wait. What waits for another reason
 * waits for a person. A batch a transaction; safe to stop and to run again.
 */
export async function forgetSpam(now = new Date()): Promise<void> {
  const until = new Date(now.getTime() - spamDays * 86_400_000);
  const forgotten = { inquiries: 0, comments: 0 };
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof listWorkspaceSlugs>> = await listWorkspaceSlugs(cursor);
    for (const { id } of page.items) {
      forgotten.inquiries += await inBatches(id, (tx) => forgetInquiries(tx, id, until));
      for (const kind of [removed(until), automated])
        forgotten.comments += await inBatches(id, (tx) => forgetComments(tx, id, { until, kind }));
    }
    cursor = page.nextCursor;
  } while (cursor !== null);
  log.info('abuse.spam_forgotten', forgotten);
}

async function inBatches(workspaceId: string, run: (tx: Transaction) => Promise<number>): Promise<number> {
  for (let forgotten = 0; ; ) {
    const gone = await withWorkspace(workspaceId, run);
    forgotten += gone;
    if (gone < batch) return forgotten;
  }
}

/** Nothing became spam, or was removed, before it was written: that finds it in the index. */
async function forgetInquiries(tx: Transaction, workspaceId: string, until: Date): Promise<number> {
  const gone = await rawQuery(
    tx,
    Prisma.sql`delete from inquiry where workspace_id = ${workspaceId}::uuid and id in (
        select id from inquiry where workspace_id = ${workspaceId}::uuid and state = 'spam'
          and created_at < ${until} and spam_at < ${until}
        order by created_at limit ${batch}::integer for update skip locked)
      returning 1`,
  );
  return gone.length;
}

const removed = (until: Date) =>
  Prisma.sql`c.state = 'removed' and c.body is not null and c.removed_at < ${until}`;
/** Held so when it was written: from then on its days count. */
const automated = Prisma.sql`c.state = 'held' and c.held_reason = 'automated'`;

/** With replies, an empty place stays that they stand below; the last of them takes it along. */
async function forgetComments(
  tx: Transaction,
  workspaceId: string,
  { until, kind }: { until: Date; kind: Prisma.Sql },
): Promise<number> {
  const old = await rawQuery<{ id: string; parentId: string | null; isRepliedTo: boolean }>(
    tx,
    Prisma.sql`select c.id, c.parent_id as "parentId", exists (
          select from comment r where r.workspace_id = c.workspace_id and r.parent_id = c.id) as "isRepliedTo"
      from comment c where c.workspace_id = ${workspaceId}::uuid and c.created_at < ${until} and ${kind}
      order by c.created_at limit ${batch}::integer for update of c skip locked`,
  );
  if (old.length === 0) return 0;
  const replied = old.filter(({ isRepliedTo }) => isRepliedTo).map(({ id }) => id);
  await tx.commentReport.deleteMany({ where: { workspaceId, commentId: { in: replied } } });
  await tx.comment.updateMany({
    where: { workspaceId, id: { in: replied } },
    data: { body: null, state: 'removed', heldReason: null },
  });
  await tx.comment.deleteMany({
    where: { workspaceId, id: { in: old.filter(({ isRepliedTo }) => !isRepliedTo).map(({ id }) => id) } },
  });
  const parents = old.flatMap(({ parentId }) => parentId ?? []);
  await tx.comment.deleteMany({
    where: { workspaceId, id: { in: parents }, body: null, replies: { none: {} } },
  });
  return old.length;
}
