import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withUser } from '@archipelago/db/with-user';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { ClerkPerson } from './clerk.ts';

/** Writes what Clerk knows of a person over our copy, creating it if need be, and renews what they are found by. Idempotent. */
export async function writePerson(person: ClerkPerson): Promise<void> {
  const { clerkUserId, name, email, imageUrl, hasSecondFactor } = person;
  const [user] = await withUser({ clerkUserId }, (tx) =>
    rawQuery<{ id: string }>(
      tx,
      Prisma.sql`insert into "user" (clerk_user_id, name, email, image_url, has_second_factor)
        values (${clerkUserId}, ${name}, ${email}, ${imageUrl}, ${hasSecondFactor})
        on conflict (clerk_user_id) do update set name = excluded.name, email = excluded.email,
          image_url = excluded.image_url, has_second_factor = excluded.has_second_factor, updated_at = now(), deleted_at = null
        returning id`,
    ),
  );
  if (user) await renewSearch(user.id);
}

async function renewSearch(userId: string): Promise<void> {
  const members = await withUser({ userId }, (tx) =>
    tx.member.findMany({ where: { userId }, select: { workspaceId: true, id: true } }),
  );
  for (const { workspaceId, id } of members) {
    await withWorkspace(workspaceId, (tx) =>
      rawQuery(
        tx,
        Prisma.sql`update member_search s set text = app.search_text(u.name, u.email) from "user" u
          where s.workspace_id = ${workspaceId}::uuid and s.member_id = ${id}::uuid and u.id = ${userId}::uuid
            and s.text <> app.search_text(u.name, u.email)`,
      ),
    );
  }
}
