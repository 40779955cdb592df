import { Prisma } from '@archipelago/db/generated/client';
import { publicName } from '../person/public-name.ts';

const entriesShown = 2;
const lettersShown = 240;

/** An entry of the guestbook in a few lines, as it stands beside the posts. */
export interface LatestEntry {
  id: string;
  /** Its beginning. */
  text: string;
  /** Null of somebody who has left. */
  authorName: string | null;
  signedAt: Date;
}

/** As JSON made by SQL spells it. */
export type LatestEntryRow = Omit<LatestEntry, 'signedAt'> & { signedAt: string };

/** An SQL expression for the newest entries of the guestbook that everybody sees: JSON, a list of `LatestEntryRow`. */
export function latestEntriesSql(workspaceId: string): Prisma.Sql {
  return Prisma.sql`(
    select coalesce(jsonb_agg(jsonb_build_object('id', c.id, 'text', left(c.body, ${lettersShown}::integer),
      'authorName', coalesce(${publicName}, c.author_name), 'signedAt', c.created_at)
      order by c.created_at desc, c.id desc), '[]')
    from (
      select c.* from comment c
      where c.workspace_id = ${workspaceId}::uuid and c.post_id is null and c.state = 'visible'
      order by c.created_at desc, c.id desc limit ${entriesShown}::integer
    ) c left join "user" u on u.id = c.author_user_id
  )`;
}

export function latestEntry({ signedAt, ...entry }: LatestEntryRow): LatestEntry {
  return { ...entry, signedAt: new Date(signedAt) };
}
