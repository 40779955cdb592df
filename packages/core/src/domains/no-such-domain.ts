import { AppError } from '../errors/app-error.ts';

/** The same for a domain that never was and for one of another workspace. */
export function noSuchDomain(): AppError {
  return new AppError('NOT_FOUND', 'This workspace has no such domain. Reload the list.');
}
