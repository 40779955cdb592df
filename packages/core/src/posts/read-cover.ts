import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { type FoundFile, fetchFile, nothingHere } from '../files/read-file.ts';
import { query } from '../registry/query.ts';
import { isFor } from './audience-sql.ts';
import { readableAudiences } from './post-audience.ts';

/** The cover of a post for whoever asks: of one that is published for them, and of every one for those who see drafts. */
export const readCover = query({
  name: 'read-cover',
  permission: 'site:read',
  input: z.strictObject({ slug: z.string().max(200) }),
  async run(ctx, { slug }) {
    const { tx, workspace } = ctx;
    const isShown = can(ctx, 'posts:read')
      ? Prisma.sql`true`
      : Prisma.sql`p.status = 'published' and ${isFor(readableAudiences(ctx))}`;
    const [file] = await rawQuery<FoundFile>(
      tx,
      Prisma.sql`select f.key, f.kind, f.content_type as "contentType"
        from post p join file f on f.workspace_id = p.workspace_id
          and f.key = p.workspace_id || '/' || p.cover_path
        where p.workspace_id = ${workspace.id}::uuid and p.slug = ${slug} and ${isShown}`,
    );
    if (!file) throw nothingHere();
    return file;
  },
  complete: fetchFile,
});
