import type { Grant } from './grant.ts';

/** Whether the dashboard is for this person, also while their sign-in does not open it. It decides nothing. */
export function isOnTeam(grant: Grant | null): boolean {
  return Boolean(grant?.withheld) || (grant?.permissions.includes('dashboard:view') ?? false);
}
