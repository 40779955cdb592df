import { z } from 'zod';
import { command } from '../registry/command.ts';
import { requireFreeAddress } from './require-free-address.ts';
import { welcomePost, welcomePostSlug } from './welcome-post.ts';
import { workspaceLanguage, workspaceName, workspaceSlug } from './workspace-fields.ts';

/** Creates a workspace with its creator as owner and a first post. CONFLICT, with free addresses, when the address is gone. */
export const createWorkspace = command({
  name: 'create-workspace',
  scope: 'new-workspace',
  permission: 'workspace:create',
  audit: 'workspace.created',
  input: z.strictObject({
    name: workspaceName,
    slug: workspaceSlug,
    language: workspaceLanguage.default('en').describe('Of its site, and of the first post on it.'),
  }),
  async run(ctx, { name, slug, language }) {
    const { tx, actor, workspaceId } = ctx;
    await requireFreeAddress(tx, slug, 'slug');
    await tx.workspace.createMany({ data: { id: workspaceId, name, slug, language } });
    await tx.member.create({
      data: { workspaceId, userId: actor.userId, role: 'owner' },
      select: { id: true },
    });
    await tx.post.create({
      data: {
        workspaceId,
        authorUserId: actor.userId,
        slug: welcomePostSlug,
        status: 'published',
        publishedAt: new Date(),
        ...welcomePost(name, language),
      },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: workspaceId,
      targetName: name,
      changes: { name: { from: null, to: name }, address: { from: null, to: slug } },
    });
    await ctx.enqueue('provision-workspace', { workspaceId });
    await ctx.enqueue('mail', { message: 'welcome-to-workspace', workspaceId, userId: actor.userId });
    return { slug };
  },
});
