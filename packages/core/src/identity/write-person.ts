import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import type { ClerkPerson } from './clerk.ts';

/** Writes what Clerk knows of a person over our copy, creating it if need be. Idempotent. */
export async function writePerson({ clerkUserId, name, email, imageUrl }: ClerkPerson): Promise<void> {
  await withUser({ clerkUserId }, (tx) =>
    rawQuery(
      tx,
      Prisma.sql`insert into "user" (clerk_user_id, name, email, image_url)
        values (${clerkUserId}, ${name}, ${email}, ${imageUrl})
        on conflict (clerk_user_id) do update set name = excluded.name, email = excluded.email,
          image_url = excluded.image_url, updated_at = now(), deleted_at = null
        returning id`,
    ),
  );
}
