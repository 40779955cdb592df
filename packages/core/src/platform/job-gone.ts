import { AppError } from '../errors/app-error.ts';

export function jobGone(): AppError {
  return new AppError(
    'NOT_FOUND',
    'This job does not wait here any more. Somebody may have sent it again: reload the list.',
    { reason: 'job-unknown' },
  );
}
