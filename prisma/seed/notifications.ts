import type { AuditAction } from '@archipelago/core/audit/audit-actions';
import { definitionOf } from '@archipelago/core/notifications/notification-types';
import { notificationTypesOf } from '@archipelago/core/notifications/notification-types-of';
import { userIdOf } from './ids.ts';
import type { Seeding } from './seeding.ts';

/** What the two who look after Acme were told of the last month; what is older than three days they have read. */
export async function seedNotifications({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const events = await tx.auditEvent.findMany({
    where: { workspaceId, createdAt: { gt: ago(30) } },
    select: { id: true, action: true, actorId: true, actorName: true, targetName: true, createdAt: true },
  });
  for (const clerkUserId of ['user_local_ada', 'user_local_grace']) {
    const userId = userIdOf(clerkUserId);
    await tx.notification.createMany({
      data: events.flatMap(({ id, action, actorId, createdAt, ...names }) => {
        const [type] = notificationTypesOf({ action: action as AuditAction, changes: {} });
        if (!type || actorId === userId || definitionOf(type).place === 'site') return [];
        const readAt = createdAt < ago(3) ? createdAt : null;
        const path = definitionOf(type).place;
        return [{ ...names, workspaceId, userId, type, eventId: id, path, createdAt, readAt }];
      }),
    });
  }
  await seedReplies(tx, workspaceId);
}

/** What guests were told: that somebody answered them. They have read it. */
async function seedReplies(tx: Seeding['tx'], workspaceId: string): Promise<void> {
  const replies = await tx.comment.findMany({
    where: {
      workspaceId,
      state: 'visible',
      parent: { author: { members: { some: { workspaceId, role: 'guest' } } } },
    },
    select: {
      id: true,
      authorUserId: true,
      createdAt: true,
      author: { select: { name: true } },
      parent: { select: { authorUserId: true } },
      post: { select: { slug: true, title: true } },
    },
  });
  await tx.notification.createMany({
    data: replies.flatMap(({ id, authorUserId, author, parent, post, createdAt }) => {
      const userId = parent?.authorUserId;
      if (!userId || !post || userId === authorUserId) return [];
      return [
        {
          workspaceId,
          userId,
          type: 'comment-reply',
          eventId: id,
          actorName: author?.name ?? '',
          targetName: post.title,
          path: `/posts/${post.slug}#comment-${id}`,
          createdAt,
          readAt: createdAt,
        },
      ];
    }),
  });
}
