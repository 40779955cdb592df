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
  const now = instance.now();
  if (user.banned) throw new ClerkError(403, 'user_banned', 'This user is banned.');
  if (user.lockedUntil && user.lockedUntil > now) {
    const minutes = Math.ceil((user.lockedUntil - now) / 60_000);
    throw new ClerkError(
      403,
      'user_locked',
      `Too many wrong passwords. Try again in ${minutes} minutes, or reset it.`,
    );
  }
  if (user.passwordHash && (await isPassword(password, user.passwordHash))) {
    user.failedPasswords = 0;
    user.lockedUntil = null;
    return;
  }
  user.failedPasswords += 1;
  if (user.failedPasswords >= allowedFailures) {
    user.failedPasswords = 0;
    user.lockedUntil = now + lockout;
  }
  throw new ClerkError(
    422,
    'form_password_incorrect',
    'Password is incorrect. Try again, or use another method.',
    field,
  );
}
