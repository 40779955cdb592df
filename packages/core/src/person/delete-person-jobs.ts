import { jobDatabase } from '@archipelago/db/job-database';

/** Deletes every job that names the person, finished and failed ones included, except the one that is running this. */
export async function deletePersonJobs(
  { userId, clerkUserId }: { userId: string; clerkUserId: string },
  ownJobId: string | undefined,
): Promise<void> {
  await jobDatabase().executeSql(
    `delete from pgboss.job
     where (data->>'userId' = $1 or data->>'clerkUserId' = $2 or singleton_key = any($3))
       and id is distinct from $4::uuid and not (state = 'active' and name = 'erase-person')`,
    [userId, clerkUserId, [userId, clerkUserId], ownJobId ?? null],
  );
}
