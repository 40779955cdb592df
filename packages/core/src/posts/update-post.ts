import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { excerptOf } from './excerpt-of.ts';
import { postBody, postTitle } from './post-fields.ts';
import { noSuchPost, postResource, readPost } from './post-resource.ts';

interface Before {
  title: string;
  body: string;
  status: 'draft' | 'published';
  publishedAt: Date | null;
}

/** Changes what is given of a post; `status` publishes it or takes it down. Its address stays. */
export const updatePost = command({
  name: 'update-post',
  permission: 'posts:write',
  audit: 'post.updated',
  api: {
    method: 'PATCH',
    path: '/posts/{postId}',
    group: 'Posts',
    summary: 'Change a post',
    description:
      'Changes the fields that are sent and leaves the others. The status publishes a draft or takes a post down.',
    output: postResource,
    row: 'post',
  },
  input: z.strictObject({
    postId: id,
    title: postTitle.optional(),
    body: postBody.optional(),
    status: z.enum(['draft', 'published'], 'A post is a draft or published.').optional(),
  }),
  async run(ctx, { postId, ...given }) {
    const { tx, workspace } = ctx;
    const [before] = await rawQuery<Before>(
      tx,
      Prisma.sql`select title, body, status::text, published_at as "publishedAt" from post
        where workspace_id = ${workspace.id}::uuid and id = ${postId}::uuid for no key update`,
    );
    if (!before) throw noSuchPost();
    const after = {
      title: given.title ?? before.title,
      body: given.body ?? before.body,
      status: given.status ?? before.status,
    };
    const changes = changesBetween(told(before), told(after));
    if (Object.keys(changes).length === 0 && after.body === before.body) {
      ctx.unchanged();
      return readPost(tx, workspace.id, postId);
    }
    await tx.post.updateMany({
      where: { workspaceId: workspace.id, id: postId },
      data: {
        ...after,
        excerpt: excerptOf(after.body),
        publishedAt: after.status === 'published' ? (before.publishedAt ?? new Date()) : null,
      },
    });
    const length = { from: before.body.length, to: after.body.length };
    await ctx.audit({
      targetKind: 'post',
      targetId: postId,
      targetName: after.title,
      changes: after.body === before.body ? changes : { ...changes, text: length },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return readPost(tx, workspace.id, postId);
  },
});

/** The text itself stays out of the log. */
function told({ title, status }: { title: string; status: string }) {
  return { title, status };
}
