import type { SignUpRecord } from '../clerk-state.ts';
import { verificationResource } from './verification.ts';

export function missingFields({ emailAddress, passwordHash, firstName, lastName }: SignUpRecord): string[] {
  const given = {
    email_address: emailAddress,
    password: passwordHash,
    first_name: firstName,
    last_name: lastName,
  };
  return Object.entries(given).flatMap(([field, value]) => (value ? [] : [field]));
}

export function signUpResource(signUp: SignUpRecord) {
  const isComplete = signUp.userId !== null;
  const nextAction = signUp.challenge ? 'needs_attempt' : 'needs_prepare';
  return {
    object: 'sign_up',
    id: signUp.id,
    status: isComplete ? 'complete' : 'missing_requirements',
    required_fields: ['email_address', 'password', 'first_name', 'last_name'],
    optional_fields: [],
    missing_fields: missingFields(signUp),
    unverified_fields: signUp.emailAddress && !signUp.verified ? ['email_address'] : [],
    username: null,
    first_name: signUp.firstName,
    last_name: signUp.lastName,
    email_address: signUp.emailAddress,
    phone_number: null,
    web3_wallet: null,
    external_account: null,
    external_account_strategy: null,
    has_password: signUp.passwordHash !== null,
    password_enabled: signUp.passwordHash !== null,
    unsafe_metadata: signUp.unsafeMetadata,
    created_session_id: signUp.sessionId,
    created_user_id: signUp.userId,
    abandon_at: signUp.createdAt + 86_400_000,
    legal_accepted_at: null,
    locale: null,
    verifications: {
      email_address: {
        ...verificationResource({
          strategy: signUp.challenge ? 'email_code' : null,
          verified: signUp.verified,
          challenge: signUp.challenge,
        }),
        next_action: signUp.verified ? '' : nextAction,
        supported_strategies: ['email_code'],
      },
      phone_number: null,
      web3_wallet: null,
      external_account: null,
    },
  };
}
