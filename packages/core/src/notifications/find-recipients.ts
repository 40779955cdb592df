import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { grantOf } from '../access/grant.ts';
import type { Role } from '../access/roles.ts';
import type { WorkspaceEvent } from '../events/workspace-event.ts';
import { type Channels, definitionOf, type NotificationType } from './notification-types.ts';

export interface Recipient {
  userId: string;
  channels: Channels;
}

interface Row {
  userId: string;
  role: Role;
  custom: { id: string; name: string; permissions: string[] } | null;
  chosen: Channels | null;
}

/**
 * Who is told of an event, and where each wants to be: the team members the type is for, never the one who did it, and
 * nobody who wants it nowhere.
 */
export async function findRecipients(
  { tx, workspaceId, actorKind, actorId, targetKind, targetId }: WorkspaceEvent,
  type: NotificationType,
): Promise<Recipient[]> {
  const { audience, defaults } = definitionOf(type);
  const concerned = targetKind === 'user' ? targetId : null;
  if (audience === 'whoever is replied to' || audience === 'whoever wrote it') return [];
  if (audience === 'person concerned' && !concerned) return [];
  const rows = await rawQuery<Row>(
    tx,
    Prisma.sql`select m.user_id as "userId", m.role::text,
        case when r.id is not null
          then jsonb_build_object('id', r.id, 'name', r.name, 'permissions', to_jsonb(r.permissions)) end as custom,
        case when p.type is not null
          then jsonb_build_object('inApp', p.in_app, 'mail', p.mail, 'digest', p.digest) end as chosen
      from member m
      join "user" u on u.id = m.user_id and u.deleted_at is null
      left join custom_role r on r.workspace_id = m.workspace_id and r.id = m.custom_role_id
      left join notification_preference p
        on p.workspace_id = m.workspace_id and p.user_id = m.user_id and p.type = ${type}
      where m.workspace_id = ${workspaceId}::uuid and m.role <> 'guest' and m.blocked_at is null
        and ${audience === 'person concerned' ? Prisma.sql`m.user_id = ${concerned}::uuid` : Prisma.sql`true`}`,
  );
  return rows
    .filter(({ userId }) => !(actorKind === 'user' && userId === actorId))
    .filter(
      ({ role, custom }) =>
        audience === 'person concerned' || grantOf(role, custom).permissions.includes(audience),
    )
    .map(({ userId, chosen }) => ({ userId, channels: chosen ?? defaults }))
    .filter(({ channels }) => channels.inApp || channels.mail || channels.digest);
}
