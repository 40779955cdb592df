import { z } from 'zod';
import { command } from '../registry/command.ts';
import { endOpenAccess } from './end-open-access.ts';

/** Ends the consent at once: whoever is in is out with their next request. Ending twice is the same as once. */
export const endSupport = command({
  name: 'end-support',
  permission: 'support:manage',
  audit: 'support.ended',
  input: z.strictObject({}),
  async run(ctx) {
    const ended = await endOpenAccess(ctx.tx, ctx.workspace.id, { expiredOnly: false });
    if (ended) await ctx.audit({ targetKind: 'support', targetId: ended.id, targetName: 'Support' });
    else ctx.unchanged();
    return { ended: ended !== null };
  },
});
