import { jobDatabase } from '@archipelago/db/job-database';

/**
 * Deletes every job that names the workspace or who pays for it, finished and failed ones with what they left
 * behind included, except the one that is running this.
 */
export async function deleteJobs(
  ids: { workspaceId: string; stripeCustomerId: string | null },
  ownJobId: string | undefined,
): Promise<void> {
  await jobDatabase().executeSql(
    `delete from pgboss.job
     where (data->>'workspaceId' = $1 or singleton_key = $1 or data->>'stripeCustomerId' = $2)
       and id is distinct from $3::uuid and not (state = 'active' and name = 'erase-workspace')`,
    [ids.workspaceId, ids.stripeCustomerId, ownJobId ?? null],
  );
}
