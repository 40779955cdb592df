import { randomInt, timingSafeEqual } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { ClerkError } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { AuthenticatorRecord, UserRecord } from '../clerk-state.ts';
import { newId } from '../new-id.ts';
import { countFailure, refuseLocked } from './passwords.ts';
import { primaryEmail, userChanged } from './users.ts';

const seconds = 30;
const backupCodeCount = 10;
const backupCodeLetters = 'abcdefghjkmnpqrstuvwxyz23456789';

/** A fresh secret for an authenticator app. An app that is in use stays so until a code of the new one was entered. */
export function askForAuthenticator(instance: ClerkInstance, user: UserRecord): AuthenticatorRecord {
  if (user.authenticator?.verified) {
    throw new ClerkError(
      400,
      'totp_already_enabled',
      'An authenticator app is set up already. Remove it before you add another.',
    );
  }
  const secret = new Secret({ size: 20 }).base32;
  user.authenticator = {
    id: newId('totp'),
    secret,
    verified: false,
    lastCounter: 0,
    createdAt: instance.now(),
  };
  return user.authenticator;
}

/** What the app would show, and the address that a picture for it encodes. */
export function totpOf(user: UserRecord, { secret }: AuthenticatorRecord): TOTP {
  return new TOTP({
    issuer: 'Archipelago',
    label: primaryEmail(user)?.address ?? user.id,
    secret: Secret.fromBase32(secret),
    period: seconds,
  });
}

/** Takes a code into use: the first one of an app switches the second factor on. Answers new backup codes if there were none. */
export function verifyAuthenticator(
  instance: ClerkInstance,
  user: UserRecord,
  code: string,
): string[] | null {
  proveCode(instance, user, code);
  if (user.authenticator) user.authenticator.verified = true;
  const codes = user.backupCodes ? null : renewBackupCodes(instance, user);
  userChanged(instance, user);
  return codes;
}

export function removeAuthenticator(instance: ClerkInstance, user: UserRecord): void {
  user.authenticator = null;
  user.backupCodes = null;
  userChanged(instance, user);
}

/** Ten new ones in the place of those there were. */
export function renewBackupCodes(instance: ClerkInstance, user: UserRecord): string[] {
  user.backupCodes = Array.from({ length: backupCodeCount }, newBackupCode);
  userChanged(instance, user);
  return user.backupCodes;
}

/** Throws unless the code is right, of now or half a minute around it, and later than the last one that was taken. */
export function proveCode(instance: ClerkInstance, user: UserRecord, code: string): void {
  refuseLocked(instance, user);
  const { authenticator } = user;
  if (!authenticator) {
    throw new ClerkError(400, 'verification_missing', 'No authenticator app is set up.', 'code');
  }
  const timestamp = instance.now();
  const delta = totpOf(user, authenticator).validate({
    token: code.replaceAll(' ', ''),
    timestamp,
    window: 1,
  });
  const counter = Math.floor(timestamp / 1000 / seconds) + (delta ?? 0);
  if (delta === null || counter <= authenticator.lastCounter) throw wrongCode(instance, user);
  authenticator.lastCounter = counter;
  user.failedPasswords = 0;
}

/** Throws unless it is a backup code that was not used before; it is used then. */
export function useBackupCode(instance: ClerkInstance, user: UserRecord, code: string): void {
  refuseLocked(instance, user);
  const given = Buffer.from(code.trim().toLowerCase());
  const found = user.backupCodes?.find((known) => {
    const expected = Buffer.from(known);
    return expected.length === given.length && timingSafeEqual(expected, given);
  });
  if (!found) throw wrongCode(instance, user);
  user.backupCodes = user.backupCodes?.filter((known) => known !== found) ?? null;
  user.failedPasswords = 0;
}

function wrongCode(instance: ClerkInstance, user: UserRecord): ClerkError {
  countFailure(instance, user);
  return new ClerkError(422, 'form_code_incorrect', 'Incorrect code', 'code');
}

function newBackupCode(): string {
  return Array.from({ length: 8 }, () => backupCodeLetters[randomInt(backupCodeLetters.length)]).join('');
}
