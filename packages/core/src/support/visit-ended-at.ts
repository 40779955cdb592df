import { Prisma } from '@archipelago/db/generated/client';

/** SQL for when the visit `v` by the consent `a` ended, whichever came first; null while the operator is in. */
export const visitEndedAt = Prisma.sql`nullif(
  least(v.left_at, a.ended_at, case when v.expires_at <= now() then v.expires_at else 'infinity' end,
    case when a.expires_at <= now() then a.expires_at else 'infinity' end), 'infinity')`;
