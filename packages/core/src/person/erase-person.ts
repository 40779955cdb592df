import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import { deleteBlobs } from '../erasure/delete-blobs.ts';
import { deleteClerkUser } from '../identity/clerk.ts';
import { openPersonWork, requireClaim, type WorkOptions } from '../jobs/steps.ts';
import { log } from '../log/log.ts';
import { sendMail } from '../mail/send-mail.ts';
import { personErasedMail } from '../mail/templates/person-erased.ts';
import { copyPrefix } from './copy-link.ts';
import { deletePersonJobs } from './delete-person-jobs.ts';
import { type ErasedPerson, erasureParts } from './erase-from-workspace.ts';
import { soleOwnerships } from './sole-ownerships.ts';

/**
 * Erases a person whose days of grace are over: their sign-in first, so that nobody acts as somebody who is half gone; then
 * workspace by workspace; then their copies and jobs; at last their own row. Goes on where an interrupted attempt stopped;
 * does nothing for a person who is not due, or who is a workspace's only owner.
 */
export async function erasePerson(userId: string, options: WorkOptions = {}): Promise<void> {
  const person = await begin(userId);
  if (!person) return;
  const work = await openPersonWork(userId, 'erasure', options);
  await work.step('identity', () => deleteClerkUser(person.clerkUserId));
  const places = await work.step('places', () => readPlaces(userId));
  for (const workspaceId of places) {
    for (const { name, erase } of erasureParts) {
      await work.step(`${name}:${workspaceId}`, () => erase(workspaceId, person));
    }
  }
  await work.step('copies', () => deleteBlobs('exports', copyPrefix(userId)));
  await work.step('jobs', () => deletePersonJobs(person, options.claim?.id));
  await work.step('farewell', () => sayFarewell(person));
  await withUser({ userId }, async (tx) => {
    if (options.claim) await requireClaim(tx, options.claim);
    await rawQuery(tx, Prisma.sql`select app.erase_person()`);
  });
  await options.onStep?.('person', 'kept');
  // Clerk's last word about them may have queued something meanwhile.
  await deletePersonJobs(person, options.claim?.id);
  log.info('person.erased', { userId });
}

/** Shuts the door behind them: from here on there is no way back, and no command of theirs. Null when not due. */
async function begin(userId: string): Promise<ErasedPerson | null> {
  return withUser({ userId }, async (tx) => {
    const [found] = await rawQuery<ErasedPerson & { isDue: boolean; hasBegun: boolean }>(
      tx,
      Prisma.sql`select u.id as "userId", u.clerk_user_id as "clerkUserId", u.name, u.email, e.content::text,
          e.erase_after <= now() as "isDue", e.started_at is not null as "hasBegun"
        from "user" u join person_erasure e on e.user_id = u.id where u.id = ${userId}::uuid for no key update of u`,
    );
    if (!found?.isDue) return null;
    const { isDue: _, hasBegun, ...person } = found;
    if (hasBegun) return person;
    if ((await soleOwnerships(tx)).length > 0) {
      log.warn('person.erasure_held', { userId, reason: 'last-owner' });
      return null;
    }
    const now = new Date();
    await tx.personErasure.updateMany({ where: { userId }, data: { startedAt: now } });
    await tx.user.updateMany({ where: { id: userId }, data: { deletedAt: now } });
    return person;
  });
}

async function readPlaces(userId: string): Promise<string[]> {
  const [row] = await withUser({ userId }, (tx) =>
    rawQuery<{ places: string[] }>(tx, Prisma.sql`select app.places_of_person() as places`),
  );
  return row?.places ?? [];
}

async function sayFarewell({ userId, email }: ErasedPerson): Promise<void> {
  if (email) await sendMail(email, personErasedMail(), `erased.${userId}`);
}
