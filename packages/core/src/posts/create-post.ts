import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { excerptFor } from './excerpt-for.ts';
import { postAudience, postBody, postSlug, postTitle, summaryText } from './post-fields.ts';
import { postResource, readPost } from './post-resource.ts';
import { freePostSlug, requireFreeSlug } from './post-slug.ts';
import { readingMinutes } from './reading-minutes.ts';

const attempts = 5;

/** Writes a post, as a draft or published at once. Its address is made from the title unless one is given. */
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
    summary: summaryText.default(''),
    audience: postAudience.default('everyone'),
    slug: postSlug.optional().describe('Its address on the site; made from the title unless it is given.'),
    publish: z.boolean().default(false).describe('Publishes it at once; otherwise it is a draft.'),
  }),
  async run(ctx, { title, body, summary, audience, publish, slug: wanted }) {
    const { tx, actor, workspace } = ctx;
    const status = publish ? 'published' : 'draft';
    for (let attempt = 0; attempt < attempts; attempt += 1) {
      if (wanted) await requireFreeSlug(tx, workspace.id, wanted);
      const slug = wanted ?? (await freePostSlug(tx, workspace.id, title));
      const [post] = await tx.post.createManyAndReturn({
        data: {
          workspaceId: workspace.id,
          authorUserId: actor.userId,
          slug,
          title,
          body,
          summary,
          audience,
          excerpt: excerptFor({ summary, body, audience }),
          readingMinutes: readingMinutes(body),
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
        changes: {
          title: { from: null, to: title },
          status: { from: null, to: status },
          ...(audience === 'everyone' ? {} : { audience: { from: null, to: audience } }),
        },
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
