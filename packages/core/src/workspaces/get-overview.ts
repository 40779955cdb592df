import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { type AuditEventItem, type AuditEventRow, auditEventItem } from '../audit/audit-event-item.ts';
import { query } from '../registry/query.ts';
import { welcomePostSlug } from './welcome-post.ts';

export interface Overview {
  counts: {
    /** People who take a seat. */
    team: number;
    guests: number;
    publishedPosts: number;
    drafts: number;
    openInvitations: number;
  };
  /** The last eight events, newest first; those about billing only for people who may see billing. */
  activity: AuditEventItem[];
  /** What setting a workspace up consists of, and whether each step is done. */
  checklist: {
    addressChosen: boolean;
    brandingSet: boolean;
    someoneInvited: boolean;
    firstPostPublished: boolean;
    planChosen: boolean;
  };
}

interface Row {
  counts: Overview['counts'];
  facts: { invited: boolean; ownPost: boolean };
  activity: AuditEventRow[];
}

/** Everything the dashboard's first page shows, in one SQL statement. Plan and limits are in the context already. */
export const getOverview = query({
  name: 'get-overview',
  permission: 'dashboard:view',
  input: z.strictObject({}),
  async run(ctx): Promise<Overview> {
    const { workspace } = ctx;
    const hidden = can(ctx, 'billing:read') ? '' : 'billing.%';
    const [row] = await rawQuery<Row>(ctx.tx, overviewSql(workspace.id, hidden));
    if (!row) throw new Error('The overview statement returned no row.');
    return {
      counts: row.counts,
      activity: row.activity.map(auditEventItem),
      checklist: {
        addressChosen: true,
        brandingSet: [workspace.tagline, workspace.accent, workspace.logoPath, workspace.coverPath].some(
          Boolean,
        ),
        someoneInvited: row.facts.invited,
        firstPostPublished: row.facts.ownPost,
        planChosen: ctx.subscription !== null,
      },
    };
  },
});

function overviewSql(workspaceId: string, hidden: string): Prisma.Sql {
  return Prisma.sql`
    with people as (
      select count(*) filter (where role <> 'guest') as team, count(*) filter (where role = 'guest') as guests
      from member where workspace_id = ${workspaceId}::uuid
    ), posts as (
      select count(*) filter (where status = 'published') as published,
        count(*) filter (where status = 'draft') as drafts,
        coalesce(bool_or(status = 'published' and slug <> ${welcomePostSlug}), false) as own
      from post where workspace_id = ${workspaceId}::uuid
    ), invitations as (
      select count(*) as ever,
        count(*) filter (where accepted_at is null and revoked_at is null and expires_at > now()) as open
      from invitation where workspace_id = ${workspaceId}::uuid
    ), recent as (
      select id, created_at, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name, changes
      from audit_event where workspace_id = ${workspaceId}::uuid and action not like ${hidden}
      order by created_at desc, id desc limit 8
    )
    select
      json_build_object('team', team, 'guests', guests, 'publishedPosts', published, 'drafts', drafts,
        'openInvitations', open) as counts,
      json_build_object('invited', ever > 0 or team > 1, 'ownPost', own) as facts,
      (select coalesce(json_agg(json_build_object('id', id, 'at', created_at, 'actorKind', actor_kind,
        'actorId', actor_id, 'actorName', actor_name, 'action', action, 'targetKind', target_kind,
        'targetId', target_id, 'targetName', target_name, 'changes', changes) order by created_at desc, id desc), '[]')
        from recent) as activity
    from people, posts, invitations`;
}
