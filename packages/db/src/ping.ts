import { prisma } from './connection.ts';
import { orUnavailable } from './or-unavailable.ts';

/** Asks the database for an answer, and for nothing else. @throws DatabaseUnavailable */
export async function ping(): Promise<void> {
  await orUnavailable(() => prisma().$queryRaw`select 1`);
}
