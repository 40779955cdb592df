/** What a workspace asks of the way its team signs in. */
export interface SignInRules {
  secondFactor: boolean;
}

/** How somebody signed in: what the verified session says of it. */
export interface SignIn {
  /** Whether a second factor was proven in this session. */
  secondFactor: boolean;
}

/** What a sign-in lacks. */
export type SignInGap = 'second-factor';

/** The first rule that a sign-in does not meet. One that nothing is known of meets none. */
export function signInGap(rules: SignInRules, signIn: SignIn | undefined): SignInGap | null {
  return rules.secondFactor && !signIn?.secondFactor ? 'second-factor' : null;
}
