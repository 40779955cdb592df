import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { deadLetterQueue, queues } from '../jobs/queues.ts';
import { query } from '../registry/query.ts';

/** What there are more of than this is not counted: a page that is opened when things go wrong must stay cheap. */
export const mostCounted = 1_000;

export interface QueueHealth {
  name: string;
  /** Waiting for a worker, and due; `mostCounted` + 1 stands for more. */
  waiting: number;
  /** The longest that one of them is due. Null when none waits. */
  oldestSeconds: number | null;
  /** Waiting for their time: a retry, or something planned. */
  later: number;
  running: number;
  /** Failed every attempt, and kept. */
  failed: number;
}

export interface FailedJob {
  id: string;
  queue: string;
  failedAt: Date;
  /** What the last attempt said; never what it worked on. */
  message: string;
}

export interface PlatformHealth {
  checkedAt: Date;
  /** Milliseconds that the statement took, the way to the database included. */
  answeredIn: number;
  database: { version: string; bytes: number; connections: number; mostConnections: number };
  /** When jobs were last looked after; null before the first time. */
  sweptAt: Date | null;
  /** Those with something to tell first: failed, then waiting the longest. */
  queues: QueueHealth[];
  failedJobs: FailedJob[];
}

interface Row {
  database: PlatformHealth['database'];
  checkedAt: string;
  sweptAt: string | null;
  queues: QueueHealth[];
  failedJobs: (Omit<FailedJob, 'failedAt'> & { failedAt: string })[];
}

const shownFailures = 20;

/** How the platform is, in numbers of the database itself: no tenant's data, and no payload of a job. */
export const getPlatformHealth = query({
  name: 'get-platform-health',
  scope: 'person',
  permission: 'platform:read',
  input: z.strictObject({}),
  async run({ tx }): Promise<PlatformHealth> {
    const startedAt = performance.now();
    const [row] = await rawQuery<Row>(tx, healthSql());
    if (!row) throw new Error('The statement of the health returned no row.');
    return {
      ...row,
      answeredIn: Math.round((performance.now() - startedAt) * 10) / 10,
      checkedAt: new Date(row.checkedAt),
      sweptAt: row.sweptAt === null ? null : new Date(row.sweptAt),
      failedJobs: row.failedJobs.map((job) => ({ ...job, failedAt: new Date(job.failedAt) })),
    };
  },
});

function healthSql(): Prisma.Sql {
  return Prisma.sql`select
    jsonb_build_object(
      'version', split_part(current_setting('server_version'), ' ', 1),
      'bytes', pg_database_size(current_database()),
      'connections', (select count(*) from pg_stat_activity where datname = current_database()),
      'mostConnections', current_setting('max_connections')::int
    ) as database,
    now()::text as "checkedAt",
    (select max(monitor_on)::text from pgboss.queue) as "sweptAt",
    (
      select jsonb_agg(q order by q.failed desc, q."oldestSeconds" desc nulls last, q.name) from (
        select name,
          ${countedSql(Prisma.sql`job.name = queue.name and state < 'active' and start_after <= now()`)} as waiting,
          (
            select floor(extract(epoch from now() - min(greatest(start_after, created_on))))::int from pgboss.job
            where job.name = queue.name and state < 'active' and start_after <= now()
          ) as "oldestSeconds",
          ${countedSql(Prisma.sql`job.name = queue.name and state < 'active' and start_after > now()`)} as later,
          ${countedSql(Prisma.sql`job.name = queue.name and state = 'active'`)} as running,
          ${countedSql(failedSql(Prisma.sql`source_name = queue.name`))} as failed
        from unnest(${Object.keys(queues)}::text[]) as queue (name)
      ) q
    ) as queues,
    (
      select coalesce(jsonb_agg(f order by f."failedAt" desc), '[]') from (
        select id, source_name as queue, created_on as "failedAt", coalesce(source_output ->> 'message', '') as message
        from pgboss.job where ${failedSql(Prisma.sql`source_name is not null`)}
        order by created_on desc limit ${shownFailures}
      ) f
    ) as "failedJobs"`;
}

function failedSql(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`job.name = ${deadLetterQueue} and state < 'active' and ${condition}`;
}

function countedSql(condition: Prisma.Sql): Prisma.Sql {
  return Prisma.sql`(
    select count(*)::int from (select from pgboss.job where ${condition} limit ${mostCounted + 1}) counted
  )`;
}
