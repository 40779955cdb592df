import type { Grant } from './grant.ts';
import type { Permission } from './permissions.ts';

/** Whether somebody with this grant holds all of these: nobody gives or takes away what they do not hold themselves. */
export function covers(grant: Grant | null, permissions: readonly Permission[]): boolean {
  return permissions.every((permission) => grant?.permissions.includes(permission));
}
