import { AppError } from '../errors/app-error.ts';
import type { Grant } from './grant.ts';
import type { SignInGap } from './sign-in-rules.ts';

/** FORBIDDEN, with what is missing as the reason, to somebody on the team whose sign-in does not meet the workspace's rules. */
export function refuseWithheld(grant: Grant | null): void {
  if (grant?.withheld) throw new AppError('FORBIDDEN', messages[grant.withheld], { reason: grant.withheld });
}

const messages: Record<SignInGap, string> = {
  'second-factor':
    'This workspace opens only to people who sign in with a second step, and your sign-in had none. Set up two-step verification in your profile, under Security, then sign out and in again.',
};
