import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { query } from '../registry/query.ts';
import {
  type Channels,
  definitionOf,
  type NotificationType,
  notificationTypeNames,
} from './notification-types.ts';

export interface NotificationPreference {
  type: NotificationType;
  group: string;
  title: string;
  channels: Channels;
}

/** The person's own choices in this workspace, for every type that can reach them. */
export const getNotificationPreferences = query({
  name: 'get-notification-preferences',
  permission: 'dashboard:view',
  input: z.strictObject({}),
  async run({ tx, workspace, actor, grant }): Promise<NotificationPreference[]> {
    if (actor.kind !== 'user') return [];
    const chosen = await tx.notificationPreference.findMany({
      where: { workspaceId: workspace.id, userId: actor.userId },
      select: { type: true, inApp: true, mail: true, digest: true },
    });
    return typesFor(grant).map((type) => {
      const { group, title, defaults } = definitionOf(type);
      const own = chosen.find((row) => row.type === type);
      const channels = own ? { inApp: own.inApp, mail: own.mail, digest: own.digest } : defaults;
      return { type, group, title, channels };
    });
  },
});

/** The types that somebody with this grant can be told of. */
export function typesFor(grant: Grant | null): NotificationType[] {
  return notificationTypeNames.filter((type) => {
    const { audience } = definitionOf(type);
    if (audience === 'person concerned') return true;
    if (audience === 'whoever is replied to' || audience === 'whoever wrote it') return true;
    return grant?.permissions.includes(audience) ?? false;
  });
}
