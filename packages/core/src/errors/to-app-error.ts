import { DatabaseUnavailable } from '@archipelago/db/database-unavailable';
import type { RequestInfo } from '../context/context.ts';
import { log } from '../log/log.ts';
import { AppError } from './app-error.ts';

/**
 * What may be told about any thrown value. An unknown one is logged with its request id and becomes a 500 that says
 * nothing of the inside; a database that cannot be reached becomes a 503 worth retrying.
 */
export function toAppError(error: unknown, request: RequestInfo, during: string): AppError {
  if (error instanceof AppError) return error;
  if (error instanceof DatabaseUnavailable) {
    log.warn('database.unavailable', { during, requestId: request.requestId, error });
    return new AppError(
      'SERVICE_UNAVAILABLE',
      'We cannot reach our database at the moment. Nothing was changed. Try again in a few seconds.',
      { retryAfterSeconds: 5, cause: error },
    );
  }
  log.error('unexpected', { during, requestId: request.requestId, error });
  return new AppError(
    'INTERNAL_SERVER_ERROR',
    `Something failed on our side and was reported. Try again; if it happens again, give us this reference: ${request.requestId}.`,
    { cause: error },
  );
}
