import { AppError } from '../errors/app-error.ts';
import type { Grant } from './grant.ts';

/** FORBIDDEN `support` for an operator who was let in: they read what their grant lists, and do nothing else. */
export function refuseSupport(grant: Grant | null): void {
  if (!grant?.support) return;
  throw new AppError(
    'FORBIDDEN',
    'You are here as support, which reads a part of this dashboard and changes nothing. Ask an owner of the workspace to do it.',
    { reason: 'support' },
  );
}
