import { z } from 'zod';
import { command } from '../registry/command.ts';
import { typesFor } from './get-notification-preferences.ts';
import { keepPreferences } from './keep-preferences.ts';
import { type Channels, channels, definitionOf } from './notification-types.ts';

const choice = /^[a-z-]+:(inApp|mail|digest)$/;

/** Where the person wants to be told of what, in this workspace: every box of the grid, of which `chosen` are ticked. */
export const saveNotificationPreferences = command({
  name: 'save-notification-preferences',
  permission: 'dashboard:view',
  audit: 'notification.preferences_changed',
  input: z.strictObject({
    /** `type:channel` with commas between, e.g. `payment-failed:mail`. */
    chosen: z
      .string()
      .max(4_000)
      .transform((text) => text.split(',').filter(Boolean))
      .pipe(z.array(z.string().regex(choice, 'There is no such choice. Reload the page.'))),
  }),
  async run(ctx, { chosen }) {
    const key = { workspaceId: ctx.workspace.id, userId: ctx.actor.userId };
    const before = await ctx.tx.notificationPreference.findMany({ where: key });
    const wanted = typesFor(ctx.grant).map((type) => ({
      type,
      ...(Object.fromEntries(
        channels.map((channel) => [channel, chosen.includes(`${type}:${channel}`)]),
      ) as Channels),
    }));
    const changed = wanted.filter((row) => {
      const old = before.find(({ type }) => type === row.type) ?? definitionOf(row.type).defaults;
      return channels.some((channel) => old[channel] !== row[channel]);
    });
    return keepPreferences(ctx, changed);
  },
});
