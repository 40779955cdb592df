import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';

/** So long one mail has to be enough, however often the form is sent. */
const askAgainAfter = '10 minutes';

/**
 * Writes addresses down as waiting, and answers the ids of those that a mail has to ask. Left out are those who are
 * subscribed, who were asked a moment ago and, unless they ask themselves, who have left or whose mail came back: nobody
 * else brings them back.
 */
export async function askToConfirm(
  tx: Transaction,
  workspaceId: string,
  asked: { emails: readonly string[]; source: 'form' | 'import'; userId?: string | null },
): Promise<string[]> {
  const { emails, source, userId = null } = asked;
  const anew =
    source === 'form'
      ? Prisma.sql`s.state <> 'subscribed'
          and (s.asked_at is null or s.asked_at < now() - ${askAgainAfter}::interval)`
      : Prisma.sql`false`;
  const rows = await rawQuery<{ id: string }>(
    tx,
    Prisma.sql`insert into newsletter_subscriber as s (workspace_id, email, user_id, source, asked_at)
      select ${workspaceId}::uuid, email, ${userId}::uuid, ${source}::subscriber_source,
        date_trunc('milliseconds', now())
      from unnest(${[...emails]}::text[]) email
      on conflict (workspace_id, email) do update set
        state = 'waiting', source = 'form', consent = null, asked_at = excluded.asked_at,
        user_id = coalesce(s.user_id, excluded.user_id)
        where ${anew}
      returning id`,
  );
  return rows.map(({ id }) => id);
}
