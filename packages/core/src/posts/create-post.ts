import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { excerptOf } from './excerpt-of.ts';
import { postBody, postTitle } from './post-fields.ts';
import { postResource, readPost } from './post-resource.ts';
import { freePostSlug } from './post-slug.ts';

const attempts = 5;

/** Writes a post, as a draft or published at once. Its address is made from the title and stays. */
export const createPost = command({
  name: 'create-post',
  permission: 'posts:write',
  entitlement: 'posts',
  audit: 'post.created',
  api: {
    method: 'POST',
    path: '/posts',
    group: 'Posts',
    summary: 'Write a post',
    description: 'Its author is whoever made the key.',
    status: 201,
    location: '/posts/{id}',
    output: postResource,
  },
  input: z.strictObject({
    title: postTitle,
    body: postBody,
    publish: z.boolean().default(false).describe('Publishes it at once; otherwise it is a draft.'),
  }),
  async run(ctx, { title, body, publish }) {
    const { tx, actor, workspace } = ctx;
    const status = publish ? 'published' : 'draft';
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      const slug = await freePostSlug(tx, workspace.id, title);
      const [post] = await tx.post.createManyAndReturn({
        data: {
          workspaceId: workspace.id,
          authorUserId: actor.userId,
          slug,
          title,
          body,
          excerpt: excerptOf(body),
          status,
          publishedAt: publish ? new Date() : null,
        },
        skipDuplicates: true,
        select: { id: true },
      });
      if (!post) continue;
      await ctx.audit({
        targetKind: 'post',
        targetId: post.id,
        targetName: title,
        changes: { title: { from: null, to: title }, status: { from: null, to: status } },
      });
      if (publish) await ctx.enqueue('purge-site', { workspaceId: workspace.id });
      return readPost(tx, workspace.id, post.id);
    }
    throw new AppError(
      'CONFLICT',
      'Several posts with this title were saved at the same moment. Save again.',
    );
  },
});
