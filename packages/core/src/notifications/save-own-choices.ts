import { z } from 'zod';
import { command } from '../registry/command.ts';
import { keepPreferences } from './keep-preferences.ts';
import { definitionOf } from './notification-types.ts';
import { siteTypes } from './site-types.ts';

const choice = /^[a-z-]+:(inApp|mail)$/;

/**
 * Where the person wants to be told of what happens to them on the site, guest or team: every box, of which `chosen` are
 * ticked. The daily digest, which is the team's, stays as it is.
 */
export const saveOwnChoices = command({
  name: 'save-own-choices',
  permission: 'self:manage',
  audit: 'notification.preferences_changed',
  whileUnpaid: true,
  input: z.strictObject({
    /** `type:channel` with commas between, e.g. `comment-reply:mail`. */
    chosen: z
      .string()
      .max(1_000)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(z.string().regex(choice, 'There is no such choice. Reload the page.'))),
  }),
  async run(ctx, { chosen }) {
    // Whoever does not belong here is told of nothing, so that there is nothing to choose.
    if (!ctx.grant || ctx.grant.support) {
      ctx.unchanged();
      return { changed: 0 };
    }
    const key = { workspaceId: ctx.workspace.id, userId: ctx.actor.userId };
    const before = await ctx.tx.notificationPreference.findMany({
      where: { ...key, type: { in: [...siteTypes] } },
      select: { type: true, inApp: true, mail: true, digest: true },
    });
    const changed = siteTypes.flatMap((type) => {
      const old = before.find((row) => row.type === type) ?? definitionOf(type).defaults;
      const inApp = chosen.includes(`${type}:inApp`);
      const mail = chosen.includes(`${type}:mail`);
      return old.inApp === inApp && old.mail === mail ? [] : [{ type, inApp, mail, digest: old.digest }];
    });
    return keepPreferences(ctx, changed);
  },
});
