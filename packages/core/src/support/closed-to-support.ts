import { AppError } from '../errors/app-error.ts';

export function closedToSupport(): AppError {
  return new AppError(
    'NOT_FOUND',
    'This workspace does not let support in. Ask its owner to allow it under Settings, Support access.',
    { reason: 'support-closed' },
  );
}
