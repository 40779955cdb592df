import { z } from 'zod';
import { requireEntitlement } from '../entitlements/require-entitlement.ts';
import { command } from '../registry/command.ts';
import { changeWorkspace } from '../workspaces/change-workspace.ts';
import { workspaceAccent } from '../workspaces/workspace-fields.ts';

/** Changes the colour, and whether "Made with Archipelago" is shown: hiding it is a feature of the larger plans. */
export const updateBranding = command({
  name: 'update-branding',
  permission: 'workspace:update',
  audit: 'workspace.branding_changed',
  input: z.strictObject({ accent: workspaceAccent, badge: z.enum(['shown', 'hidden']) }),
  async run(ctx, { accent, badge }) {
    const after = { accent, hidesBadge: badge === 'hidden' };
    const changes = await changeWorkspace(ctx, after);
    if (changes.hidesBadge && after.hidesBadge) await requireEntitlement(ctx.tx, ctx, 'brandingRemoval');
    return after;
  },
});
