import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { recordAuditEvent } from '../audit/record-audit-event.ts';
import { enqueue } from '../jobs/enqueue.ts';

/**
 * Publishes a scheduled post whose minute has come, as of that minute. All of it happens in one transaction, so that an
 * attempt that was cut off is as if it had not been, and another finds nothing to do once it is done. Where the schedule
 * was withdrawn or moved, nothing is due.
 */
export async function publishDuePost(workspaceId: string, postId: string): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    const [post] = await rawQuery<{ title: string }>(
      tx,
      Prisma.sql`update post set status = 'published', published_at = publish_at, publish_at = null, updated_at = now()
        where workspace_id = ${workspaceId}::uuid and id = ${postId}::uuid and status = 'draft' and publish_at <= now()
        returning title`,
    );
    if (!post) return;
    await enqueue(tx, 'purge-site', workspaceId, { workspaceId });
    await recordAuditEvent(tx, {
      workspaceId,
      actor: { kind: 'system', name: 'Archipelago' },
      request: { requestId: `publish-due-post ${postId}`, ip: null, country: null },
      action: 'post.published',
      targetKind: 'post',
      targetId: postId,
      targetName: post.title,
      changes: { status: { from: 'scheduled', to: 'published' } },
    });
  });
}
