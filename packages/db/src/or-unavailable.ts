import { DatabaseUnavailable } from './database-unavailable.ts';

/** Runs and turns every failure that means "not now" into DatabaseUnavailable; other failures pass unchanged. */
export async function orUnavailable<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    throw isUnavailable(error) ? new DatabaseUnavailable(error) : error;
  }
}

/** Exceptions of Postgres, by SQLSTATE class or code, after which the same statement may succeed later. */
const sqlStates = [
  /^08/, // connection exception
  /^53/, // too many connections, out of memory, disk full
  /^57P0[1-5]$/, // shutdown, crash, cannot connect now, idle session ended
  /^57014$/, // statement_timeout
  /^25P0[34]$/, // idle in transaction or transaction timeout: the connection is gone
  /^58/, // system error
];

/** Prisma: unreachable, closed, pool or transaction timeout, too many connections. */
const prismaCodes = ['P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2028', 'P2037'];

const networkCodes = [
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
];

/** Texts of failures without a code, from the driver's pool, its client and its WebSocket. */
const driverTexts = [
  'timeout exceeded when trying to connect',
  'Connection terminated',
  'Client has encountered a connection error',
  'Query read timeout',
  'Client was closed and is not queryable',
  'Cannot use a pool after calling end',
  'Received network error or non-101 status code',
  'WebSocket',
];

export function isUnavailable(error: unknown, depth = 0): boolean {
  if (depth > 5 || typeof error !== 'object' || error === null) return false;
  const { code, originalCode, message, type, cause, meta } = error as Record<string, unknown>;
  for (const found of [code, originalCode]) {
    if (typeof found !== 'string') continue;
    if (prismaCodes.includes(found) || networkCodes.includes(found)) return true;
    if (found.length === 5 && sqlStates.some((state) => state.test(found))) return true;
  }
  // The driver rejects with the WebSocket's bare ErrorEvent, which is no Error.
  if (type === 'error' && 'target' in error) return true;
  if (typeof message === 'string' && driverTexts.some((text) => message.includes(text))) return true;
  const nested = [cause, (meta as Record<string, unknown> | undefined)?.driverAdapterError];
  return nested.some((inner) => isUnavailable(inner, depth + 1));
}
