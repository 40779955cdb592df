import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { type ClerkPerson, readClerkPerson } from './clerk.ts';
import { writePerson } from './write-person.ts';

/**
 * Copies a person with a verified session but no row here from Clerk: they are faster than Clerk's webhook. False when
 * Clerk no longer knows them. SERVICE_UNAVAILABLE when Clerk cannot be asked; people with a row never come this way.
 */
export async function ensureUser(clerkUserId: string): Promise<boolean> {
  const person = await askClerk(clerkUserId);
  if (!person) return false;
  await writePerson(person);
  return true;
}

async function askClerk(clerkUserId: string): Promise<ClerkPerson | null> {
  try {
    return await readClerkPerson(clerkUserId);
  } catch (error) {
    log.error('identity.clerk_unreachable', { clerkUserId, error });
    throw new AppError(
      'SERVICE_UNAVAILABLE',
      'Signing you in for the first time needs our identity provider, which does not answer. Try again in a minute.',
      { retryAfterSeconds: 30, cause: error },
    );
  }
}
