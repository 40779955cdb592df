import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { deadLetterQueue, type QueueName } from '../jobs/queues.ts';
import { sendAgain } from '../jobs/send-again.ts';
import { command } from '../registry/command.ts';
import { jobGone } from './job-gone.ts';
import { workspaceOfJob } from './list-failed-jobs.ts';

/**
 * Sends a job again that gave up and is of no workspace: the platform's own, or a person's. One that is a workspace's is
 * NOT_FOUND here, because it belongs into that workspace's log.
 */
export const retryPlatformJob = command({
  name: 'retry-platform-job',
  scope: 'person',
  permission: 'platform:manage',
  audit: 'platform.job_retried',
  input: z.strictObject({ jobId: z.uuid('Choose one of the jobs that are listed.') }),
  async run(ctx, { jobId }) {
    const { tx } = ctx;
    const [job] = await rawQuery<{ queue: QueueName }>(
      tx,
      Prisma.sql`select j.source_name as queue from pgboss.job j
        where j.name = ${deadLetterQueue} and j.id = ${jobId}::uuid and j.state < 'active'
          and not exists (select from workspace where id = ${workspaceOfJob})`,
    );
    if (!job || !(await sendAgain(tx, jobId))) throw jobGone();
    ctx.wake(job.queue);
    await ctx.record();
    return { queue: job.queue };
  },
});
