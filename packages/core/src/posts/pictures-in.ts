import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import type { PostPicture } from './post-picture.ts';

/** The pictures of a text that is no post's own any more. */
export function picturesIn(tx: Transaction, workspaceId: string, text: string): Promise<PostPicture[]> {
  return rawQuery<PostPicture>(
    tx,
    Prisma.sql`select split_part(f.key, '/', 3) as name, f.width, f.height from file f
      where f.workspace_id = ${workspaceId}::uuid and f.kind = 'picture'
        and f.key in (select app.picture_keys(${workspaceId}::uuid, ${text}))`,
  );
}
