import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { deadLetterQueue, type QueueName } from '../jobs/queues.ts';
import { sendAgain } from '../jobs/send-again.ts';
import { command } from '../registry/command.ts';
import { jobGone } from './job-gone.ts';
import { workspaceOfJob } from './list-failed-jobs.ts';

/** Sends a job of this workspace that gave up again, with all its attempts. NOT_FOUND for what is none of its. */
export const retryJob = command({
  name: 'retry-job',
  permission: 'platform:manage',
  audit: 'job.retried',
  input: z.strictObject({ jobId: z.uuid('Choose one of the jobs that are listed.') }),
  whileDeleting: true,
  async run(ctx, { jobId }) {
    const { tx, workspace } = ctx;
    const [job] = await rawQuery<{ queue: QueueName }>(
      tx,
      Prisma.sql`select j.source_name as queue from pgboss.job j
        where j.name = ${deadLetterQueue} and j.id = ${jobId}::uuid and j.state < 'active'
          and ${workspaceOfJob} = ${workspace.id}::uuid`,
    );
    if (!job || !(await sendAgain(tx, jobId))) throw jobGone();
    ctx.wake(job.queue);
    await ctx.audit({ targetKind: 'job', targetId: jobId, targetName: job.queue });
    return { queue: job.queue };
  },
});
