import type { ClerkInstance } from './clerk-instance.ts';
import { totpOf } from './records/second-factors.ts';
import { primaryEmail } from './records/users.ts';
import { displayName } from './resources/user.ts';

/** What a person's authenticator app would show. */
export interface AuthenticatorView {
  name: string;
  email: string;
  /** Whether it is in use; else its first code is awaited. */
  verified: boolean;
  code: string;
  /** The code after this one. It is taken already now, which helps when this one was used. */
  nextCode: string;
  secondsLeft: number;
  backupCodes: readonly string[];
}

/** Of everybody who has one, so that a newcomer needs no telephone. */
export function listAuthenticators(instance: ClerkInstance): AuthenticatorView[] {
  const timestamp = instance.now();
  return Object.values(instance.state.users).flatMap((user) => {
    const { authenticator, backupCodes } = user;
    if (!authenticator) return [];
    const totp = totpOf(user, authenticator);
    return {
      name: displayName(user),
      email: primaryEmail(user)?.address ?? '',
      verified: authenticator.verified,
      code: totp.generate({ timestamp }),
      nextCode: totp.generate({ timestamp: timestamp + totp.period * 1000 }),
      secondsLeft: Math.ceil(totp.remaining({ timestamp }) / 1000),
      backupCodes: backupCodes ?? [],
    };
  });
}
