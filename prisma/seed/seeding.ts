import type { Prisma } from '@archipelago/db/generated/client';

export interface Seeding {
  tx: Prisma.TransactionClient;
  /** The moment that lies this many days before the seed. */
  ago(days: number): Date;
}
