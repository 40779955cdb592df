import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { freeSlugs } from './free-slugs.ts';
import { isReservedAddress } from './is-reserved-address.ts';
import { welcomePost } from './welcome-post.ts';
import { workspaceName, workspaceSlug } from './workspace-fields.ts';

/** Creates a workspace with its creator as owner and a first post. CONFLICT, with free addresses, when the address is gone. */
export const createWorkspace = command({
  name: 'create-workspace',
  scope: 'new-workspace',
  permission: 'workspace:create',
  audit: 'workspace.created',
  input: z.strictObject({ name: workspaceName, slug: workspaceSlug }),
  async run(ctx, { name, slug }) {
    const { tx, actor, workspaceId } = ctx;
    const { count } = (await isReservedAddress(tx, slug))
      ? { count: 0 }
      : await tx.workspace.createMany({ data: { id: workspaceId, name, slug }, skipDuplicates: true });
    if (count === 0) {
      const message = `Somebody has just taken “${slug}”, or had it already. Choose another address.`;
      throw new AppError('CONFLICT', message, {
        reason: 'address-taken',
        fields: { slug: 'Another workspace has this address.' },
        suggestions: await freeSlugs(tx, slug),
      });
    }
    await tx.member.create({
      data: { workspaceId, userId: actor.userId, role: 'owner' },
      select: { id: true },
    });
    await tx.post.create({
      data: { workspaceId, authorUserId: actor.userId, ...welcomePost(name) },
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
