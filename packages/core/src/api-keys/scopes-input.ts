import { z } from 'zod';
import type { Grant } from '../access/grant.ts';
import { AppError } from '../errors/app-error.ts';
import { type ApiScope, apiScopeNames } from './api-scopes.ts';

const message = 'Choose what the key may do.';

export const scopesInput = z
  .array(z.enum(apiScopeNames, message), message)
  .min(1, message)
  .max(apiScopeNames.length, message)
  .transform((scopes) => apiScopeNames.filter((scope) => scopes.includes(scope)));

/** Nobody makes a key that may do more than they may themselves. */
export function requireOwnScopes(grant: Grant | null, scopes: readonly ApiScope[]): void {
  const missing = scopes.filter((scope) => !grant?.permissions.includes(scope));
  if (missing.length === 0) return;
  throw new AppError(
    'FORBIDDEN',
    `A key cannot do more than whoever makes it. You do not have ${missing.join(', ')} yourself.`,
    { reason: 'scope', fields: { scopes: `You do not have ${missing.join(', ')} yourself.` } },
  );
}
