import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { singleLine } from '../input/single-line.ts';
import { command } from '../registry/command.ts';
import { excerptOf } from './excerpt-of.ts';
import { freePostSlug } from './post-slug.ts';

const attempts = 5;

/** Writes a post, as a draft or published at once. Its address is made from the title and stays. */
export const createPost = command({
  name: 'create-post',
  permission: 'posts:write',
  entitlement: 'posts',
  audit: 'post.created',
  input: z.strictObject({
    title: singleLine({ shortest: 1, longest: 150, what: 'a title' }),
    body: z
      .string()
      .trim()
      .min(1, 'Write something first.')
      .max(100_000, 'A post holds at most 100,000 characters. Split it in two.'),
    publish: z.boolean().default(false),
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
        select: { id: true, slug: true },
      });
      if (!post) continue;
      await ctx.audit({
        targetKind: 'post',
        targetId: post.id,
        targetName: title,
        changes: { title: { from: null, to: title }, status: { from: null, to: status } },
      });
      if (publish) await ctx.enqueue('purge-site', { workspaceId: workspace.id });
      return { id: post.id, slug: post.slug, status };
    }
    throw new AppError(
      'CONFLICT',
      'Several posts with this title were saved at the same moment. Save again.',
    );
  },
});
