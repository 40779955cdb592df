import { Prisma } from '@archipelago/db/generated/client';

/** What lists and pages show of an issue `i`. */
export const issueColumns = Prisma.sql`i.id, i.title, i.slug, i.state::text, i.total, i.sent, i.refused, i.bounced,
  i.stopped_because::text as "stoppedBecause", i.created_at as "createdAt", i.finished_at as "finishedAt"`;
