import { ClerkError, notFound } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { EmailRecord, UserRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { privateUser } from '../resources/user.ts';

export interface NewUser {
  /** Only for seeding; Clerk makes its own. */
  id?: string;
  /** Becomes the primary, verified address. */
  emailAddress: string;
  firstName?: string | null;
  lastName?: string | null;
  passwordHash?: string | null;
  externalId?: string | null;
  publicMetadata?: Record<string, unknown>;
  privateMetadata?: Record<string, unknown>;
  unsafeMetadata?: Record<string, unknown>;
}

export function createUser(instance: ClerkInstance, given: NewUser): UserRecord {
  const email = newEmail(instance, given.emailAddress);
  email.verified = true;
  const now = instance.now();
  const user: UserRecord = {
    id: given.id ?? newId('user'),
    emails: [email],
    primaryEmailId: email.id,
    firstName: given.firstName || null,
    lastName: given.lastName || null,
    passwordHash: given.passwordHash ?? null,
    failedPasswords: 0,
    lockedUntil: null,
    banned: false,
    externalId: given.externalId ?? null,
    publicMetadata: given.publicMetadata ?? {},
    privateMetadata: given.privateMetadata ?? {},
    unsafeMetadata: given.unsafeMetadata ?? {},
    lastSignInAt: null,
    createdAt: now,
    updatedAt: now,
  };
  instance.state.users[user.id] = user;
  instance.emit('user.created', privateUser(instance, user));
  return user;
}

/** To be called after each change of a user's own fields. */
export function userChanged(instance: ClerkInstance, user: UserRecord): void {
  user.updatedAt = instance.now();
  instance.emit('user.updated', privateUser(instance, user));
}

export function getUser(instance: ClerkInstance, id: string): UserRecord {
  const user = instance.state.users[id];
  if (!user) throw notFound('The user');
  return user;
}

/** By any verified address, whatever its case. */
export function findUserByEmail(instance: ClerkInstance, address: string): UserRecord | undefined {
  const wanted = address.trim().toLowerCase();
  return Object.values(instance.state.users).find((user) =>
    user.emails.some((email) => email.address === wanted && email.verified),
  );
}

export function primaryEmail(user: UserRecord): EmailRecord | undefined {
  return user.emails.find((email) => email.id === user.primaryEmailId);
}

/** An unverified address record, checked for form and for belonging to nobody else. */
export function newEmail(instance: ClerkInstance, given: string): EmailRecord {
  const address = checkedAddress(given);
  if (findUserByEmail(instance, address)) {
    throw new ClerkError(
      422,
      'form_identifier_exists',
      'That email address is taken. Please try another.',
      'email_address',
    );
  }
  return { id: newId('idn'), address, verified: false, challenge: null };
}

/** Lower case, or Clerk's error for an address no mail could reach. */
export function checkedAddress(given: string): string {
  const address = given.trim().toLowerCase();
  if (!/^[^\s@<>",;]+@[^\s@<>",;]+\.[^\s@<>",;]+$/.test(address) || address.length > 254) {
    throw new ClerkError(
      422,
      'form_param_format_invalid',
      'Email address must be a valid email address.',
      'email_address',
    );
  }
  return address;
}
