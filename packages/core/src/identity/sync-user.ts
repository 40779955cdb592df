import { readClerkPerson } from './clerk.ts';
import { removePerson } from './remove-person.ts';
import { writePerson } from './write-person.ts';

/**
 * Makes our copy of a person agree with Clerk, by asking Clerk: whatever order webhooks came in, the result is the latest.
 * Idempotent; run by the `identity-sync` queue, one job per person at a time.
 */
export async function syncUser(clerkUserId: string): Promise<void> {
  const person = await readClerkPerson(clerkUserId);
  if (person) await writePerson(person);
  else await removePerson(clerkUserId);
}
