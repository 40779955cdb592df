import { Prisma } from '@archipelago/db/generated/client';
import type { PostAudience } from './post-audience.ts';

/** SQL for whether a post `p` is for one of these audiences. */
export function isFor(audiences: readonly PostAudience[]): Prisma.Sql {
  return Prisma.sql`(p.audience::text = any(${[...audiences]}::text[]))`;
}
