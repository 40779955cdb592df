/**
 * Whether the database undid a transaction so that another could go on (deadlock, serialization failure, a unique value taken). Prisma reports
 * P2034 for a model query and P2010 with Postgres' own code for a raw one.
 */
export function isWriteConflict(error: unknown): boolean {
  if (!(error instanceof Error) || !('code' in error)) return false;
  // Of two that add the same unique value at once the second fails; run again, it sees what the first one added.
  if (error.code === 'P2034' || error.code === 'P2002') return true;
  return error.code === 'P2010' && /\b40P01\b|\b40001\b|deadlock detected/.test(error.message);
}
