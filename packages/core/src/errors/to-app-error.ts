import { DatabaseUnavailable } from '@archipelago/db/database-unavailable';
import type { RequestInfo } from '../context/context.ts';
import { log } from '../log/log.ts';
import { AppError } from './app-error.ts';
import { refusal } from './refusal.ts';
import { said } from './said.ts';

/**
 * What may be told about any thrown value. An unknown one is logged with its request id and becomes a 500 that says
 * nothing of the inside; a database that cannot be reached becomes a 503 worth retrying.
 */
export function toAppError(error: unknown, request: RequestInfo, during: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DatabaseUnavailable) {
    log.warn('database.unavailable', { during, requestId: request.requestId, error });
    return refusal('SERVICE_UNAVAILABLE', said('databaseAway'), { retryAfterSeconds: 5, cause: error });
  }
  log.error('unexpected', { during, requestId: request.requestId, error });
  return refusal('INTERNAL_SERVER_ERROR', said('failedHere', { reference: request.requestId }), {
    cause: error,
  });
}
