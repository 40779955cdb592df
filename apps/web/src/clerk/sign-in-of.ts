import type { SignIn } from '@archipelago/core/access/sign-in-rules';

/** The session's claim `fva`: minutes since the first and the second factor were proven; -1 means never. */
interface Session {
  userId: string | null;
  factorVerificationAge: [first: number, second: number] | null;
}

/** How the person of a verified session signed in; a token that does not say counts as one factor. */
export function signInOf({ userId, factorVerificationAge }: Session): SignIn | undefined {
  if (!userId) return undefined;
  return { secondFactor: (factorVerificationAge?.[1] ?? -1) >= 0 };
}
