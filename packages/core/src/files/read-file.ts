import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { query } from '../registry/query.ts';
import { blobStore } from './blob-store.ts';
import { brandImageKinds } from './image-kinds.ts';

export interface FoundFile {
  key: string;
  kind: string;
  contentType: string;
}

export interface ReadFile {
  /** Of the format the bytes are in. */
  contentType: string;
  /** What it is called when it is saved. */
  name: string;
  body: ArrayBuffer;
}

/**
 * A picture of the workspace that everybody may see: its logo, its cover, and the covers and pictures of posts that are
 * published for everyone. What is not in its table of files is NOT_FOUND.
 */
export const readFile = query({
  name: 'read-file',
  permission: 'site:read',
  input: z.strictObject({ path: z.string().max(100) }),
  async run({ tx, workspace }, { path }) {
    const [file] = await rawQuery<FoundFile>(
      tx,
      Prisma.sql`select f.key, f.kind, f.content_type as "contentType" from file f
        where f.workspace_id = ${workspace.id}::uuid and f.key = ${`${workspace.id}/${path}`} and (
          f.kind = any(${[...brandImageKinds]}::text[]) or f.kind = 'post' and exists (
            select from post p where p.workspace_id = f.workspace_id and p.cover_path = ${path}
              and p.status = 'published' and p.audience = 'everyone')
          or f.kind = 'picture' and exists (
            select from post_picture i join post p on p.workspace_id = i.workspace_id and p.id = i.post_id
            where i.workspace_id = f.workspace_id and i.file_id = f.id
              and p.status = 'published' and p.audience = 'everyone'))`,
    );
    if (!file) throw nothingHere();
    return file;
  },
  complete: fetchFile,
});

/** A picture's bytes from the store. */
export async function fetchFile({ key, kind, contentType }: FoundFile): Promise<ReadFile> {
  const body = await blobStore('uploads').get(key, { type: 'arrayBuffer' });
  if (!body) throw nothingHere();
  return { contentType, name: `${kind}.${key.split('.').at(-1)}`, body };
}

export function nothingHere(): AppError {
  return new AppError('NOT_FOUND', 'There is no such file. It may have been replaced.');
}
