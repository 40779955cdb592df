import type { Pool } from 'pg';
import type { MadeWorkspace } from '../../support/factories.ts';

/**
 * Fills a workspace's empty log with rows of many kinds, ten minutes apart up to now: every tenth by the system, the
 * others in turn by the team. Chained by the trigger like any other.
 */
export async function fillAuditLog(pool: Pool, workspace: MadeWorkspace, rows: number): Promise<void> {
  await pool.query(
    `insert into audit_event (workspace_id, actor_kind, actor_id, actor_name, action, target_kind, target_id, target_name,
        changes, ip, request_id, created_at)
      select $1, case when n % 10 = 0 then 'system' else 'user' end::actor_kind,
        case when n % 10 > 0 then team.ids[1 + n % cardinality(team.ids)] end,
        case when n % 10 = 0 then 'Stripe' else 'Person ' || n % cardinality(team.ids) end,
        kind.action, kind.target, gen_random_uuid()::text, 'Thing ' || n,
        '{"status": {"from": "draft", "to": "published"}}', case when n % 10 > 0 then '192.0.2.' || n % 250 end,
        'req-' || n, now() - ($2 - n) * interval '10 minutes'
      from generate_series(1, $2::int) n
      cross join (select array_agg(user_id::text order by created_at) as ids from member where workspace_id = $1) team
      join (values (0, 'post.created', 'post'), (1, 'post.published', 'post'), (2, 'member.invited', 'invitation'),
        (3, 'invitation.accepted', 'invitation'), (4, 'invitation.revoked', 'invitation'),
        (5, 'workspace.updated', 'workspace'), (6, 'billing.plan_changed', 'subscription')
      ) kind (position, action, target) on kind.position = (n + n / 13) % 7
      order by n`,
    [workspace.id, rows],
  );
}
