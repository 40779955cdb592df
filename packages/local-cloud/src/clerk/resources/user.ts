import type { ClerkInstance } from '../clerk-instance.ts';
import type { EmailRecord, UserRecord } from '../clerk-state.ts';
import { hasSecondFactor } from '../records/has-second-factor.ts';
import { avatarOf } from './avatar.ts';
import { verificationResource } from './verification.ts';

/** A user as the person's own browser sees it: without private metadata. */
export function publicUser(instance: ClerkInstance, user: UserRecord) {
  return {
    object: 'user',
    id: user.id,
    external_id: user.externalId,
    username: null,
    first_name: user.firstName,
    last_name: user.lastName,
    locale: null,
    image_url: pictureOf(user),
    profile_image_url: pictureOf(user),
    profile_image_id: '',
    has_image: Boolean(user.picture),
    primary_email_address_id: user.primaryEmailId,
    primary_phone_number_id: null,
    primary_web3_wallet_id: null,
    email_addresses: user.emails.map(emailResource),
    phone_numbers: [],
    web3_wallets: [],
    external_accounts: [],
    enterprise_accounts: [],
    saml_accounts: [],
    passkeys: [],
    password_enabled: user.passwordHash !== null,
    password_last_updated_at: null,
    totp_enabled: hasSecondFactor(user),
    backup_code_enabled: Boolean(user.backupCodes),
    two_factor_enabled: hasSecondFactor(user),
    mfa_enabled_at: null,
    mfa_disabled_at: null,
    public_metadata: user.publicMetadata,
    unsafe_metadata: user.unsafeMetadata,
    last_sign_in_at: user.lastSignInAt,
    last_active_at: user.lastSignInAt,
    create_organization_enabled: false,
    create_organizations_limit: null,
    delete_self_enabled: true,
    legal_accepted_at: null,
    banned: user.banned,
    locked: user.lockedUntil !== null && user.lockedUntil > instance.now(),
    lockout_expires_in_seconds: null,
    verification_attempts_remaining: null,
    created_at: user.createdAt,
    updated_at: user.updatedAt,
  };
}

/** A user as the Backend API and webhooks say it. */
export function privateUser(instance: ClerkInstance, user: UserRecord) {
  return { ...publicUser(instance, user), private_metadata: user.privateMetadata };
}

/** What other members of an organization see of a person. */
export function publicUserData(user: UserRecord) {
  const email = user.emails.find(({ id }) => id === user.primaryEmailId);
  return {
    user_id: user.id,
    first_name: user.firstName,
    last_name: user.lastName,
    image_url: pictureOf(user),
    profile_image_url: pictureOf(user),
    has_image: Boolean(user.picture),
    identifier: email?.address ?? '',
    username: null,
    banned: user.banned,
  };
}

export function emailResource(email: EmailRecord) {
  return {
    object: 'email_address',
    id: email.id,
    email_address: email.address,
    reserved: false,
    verification:
      email.verified || email.challenge
        ? verificationResource({
            strategy: 'email_code',
            verified: email.verified,
            challenge: email.challenge,
          })
        : null,
    linked_to: [],
    matches_sso_connection: false,
    created_at: 0,
    updated_at: 0,
  };
}

/** Their own, or one from their initials. */
function pictureOf(user: UserRecord): string {
  return user.picture ?? avatarOf(user.id, displayName(user));
}

export function displayName(user: UserRecord): string {
  const name = [user.firstName, user.lastName].filter(Boolean).join(' ');
  return name || (user.emails[0]?.address ?? user.id);
}
