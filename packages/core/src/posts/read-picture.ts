import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { type FoundFile, fetchFile, nothingHere } from '../files/read-file.ts';
import { query } from '../registry/query.ts';
import { isFor } from './audience-sql.ts';
import { isPictureName, picturePath } from './picture-name.ts';
import { readableAudiences } from './post-audience.ts';

/**
 * A picture of a text for whoever asks: of a post that is published for them, and every one for those who see drafts,
 * also while no post that is saved has it.
 */
export const readPicture = query({
  name: 'read-picture',
  permission: 'site:read',
  input: z.strictObject({ picture: z.string().max(100) }),
  async run(ctx, { picture }) {
    const { tx, workspace } = ctx;
    if (!isPictureName(picture)) throw nothingHere();
    const isShown = can(ctx, 'posts:read')
      ? Prisma.sql`true`
      : Prisma.sql`exists (
          select from post_picture i join post p on p.workspace_id = i.workspace_id and p.id = i.post_id
          where i.workspace_id = f.workspace_id and i.file_id = f.id
            and p.status = 'published' and ${isFor(readableAudiences(ctx))})`;
    const [file] = await rawQuery<FoundFile>(
      tx,
      Prisma.sql`select f.key, f.kind, f.content_type as "contentType" from file f
        where f.workspace_id = ${workspace.id}::uuid and f.kind = 'picture'
          and f.key = ${`${workspace.id}/${picturePath(picture)}`} and ${isShown}`,
    );
    if (!file) throw nothingHere();
    return file;
  },
  complete: fetchFile,
});
