import type { UserRecord } from '../clerk-state.ts';

/** Whether signing in asks this person for a second factor. */
export function hasSecondFactor(user: UserRecord): boolean {
  return user.authenticator?.verified ?? false;
}
