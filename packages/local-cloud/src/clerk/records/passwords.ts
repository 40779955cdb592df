import { ClerkError } from '../clerk-error.ts';
import type { ClerkInstance } from '../clerk-instance.ts';
import type { UserRecord } from '../clerk-state.ts';
import { hashPassword, isPassword } from '../password.ts';

export const passwordLength = { min: 8, max: 72 } as const;

const allowedFailures = 10;
const lockout = 10 * 60_000;

/** The hash of an acceptable new password; throws Clerk's error beside `field` otherwise. */
export async function acceptPassword(password: string, field = 'password'): Promise<string> {
  if (password.length < passwordLength.min) {
    throw new ClerkError(
      422,
      'form_password_length_too_short',
      `Passwords must be ${passwordLength.min} characters or more.`,
      field,
    );
  }
  if (password.length > passwordLength.max) {
    throw new ClerkError(
      422,
      'form_password_size_in_bytes_exceeded',
      `Passwords must be ${passwordLength.max} characters or fewer.`,
      field,
    );
  }
  return hashPassword(password);
}

/** Throws unless it is the user's password. Ten wrong ones in a row lock the user for ten minutes. */
export async function provePassword(
  instance: ClerkInstance,
  user: UserRecord,
  password: string,
  field = 'password',
): Promise<void> {
  refuseLocked(instance, user);
  if (user.passwordHash && (await isPassword(password, user.passwordHash))) {
    user.failedPasswords = 0;
    user.lockedUntil = null;
    return;
  }
  countFailure(instance, user);
  throw new ClerkError(
    422,
    'form_password_incorrect',
    'Password is incorrect. Try again, or use another method.',
    field,
  );
}

/** Throws for somebody who is banned, or locked out for a while. */
export function refuseLocked(instance: ClerkInstance, user: UserRecord): void {
  if (user.banned) throw new ClerkError(403, 'user_banned', 'This user is banned.');
  const now = instance.now();
  if (!user.lockedUntil || user.lockedUntil <= now) return;
  const minutes = Math.ceil((user.lockedUntil - now) / 60_000);
  throw new ClerkError(403, 'user_locked', `Too many wrong tries. Try again in ${minutes} minutes.`);
}

/** Notes a wrong password or code; the tenth in a row locks the user. */
export function countFailure(instance: ClerkInstance, user: UserRecord): void {
  user.failedPasswords += 1;
  if (user.failedPasswords < allowedFailures) return;
  user.failedPasswords = 0;
  user.lockedUntil = instance.now() + lockout;
}
