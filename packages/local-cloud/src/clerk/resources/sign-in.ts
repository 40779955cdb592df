import type { ClerkInstance } from '../clerk-instance.ts';
import type { SignInRecord, UserRecord } from '../clerk-state.ts';
import { publicUserData } from './user.ts';
import { verificationResource } from './verification.ts';

export function signInResource(instance: ClerkInstance, signIn: SignInRecord) {
  const user = signIn.userId ? instance.state.users[signIn.userId] : undefined;
  const email = user?.emails.find(({ id }) => id === user.primaryEmailId);
  const byMail = email && { email_address_id: email.id, safe_identifier: email.address, primary: true };
  return {
    object: 'sign_in',
    id: signIn.id,
    status: signIn.status,
    supported_identifiers: ['email_address'],
    identifier: email?.address ?? null,
    user_data: user ? publicUserData(user) : null,
    supported_first_factors: user
      ? [
          ...(user.passwordHash ? [{ strategy: 'password' }] : []),
          ...(byMail ? [{ strategy: 'email_code', ...byMail }] : []),
          ...(byMail && user.passwordHash ? [{ strategy: 'reset_password_email_code', ...byMail }] : []),
        ]
      : [],
    supported_second_factors: signIn.status === 'needs_second_factor' && user ? secondFactorsOf(user) : null,
    first_factor_verification: signIn.strategy ? verificationResource(signIn) : null,
    second_factor_verification: null,
    created_session_id: signIn.sessionId,
    client_trust_state: 'known',
    tasks: null,
  };
}

function secondFactorsOf(user: UserRecord) {
  return [{ strategy: 'totp' }, ...(user.backupCodes?.length ? [{ strategy: 'backup_code' }] : [])];
}
