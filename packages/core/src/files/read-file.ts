import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { query } from '../registry/query.ts';
import { blobStore } from './blob-store.ts';
import { imageKindNames } from './image-kinds.ts';

export interface ReadFile {
  /** Of the format the bytes are in. */
  contentType: string;
  /** What it is called when it is saved. */
  name: string;
  body: ArrayBuffer;
}

/** A picture of the workspace that everybody may see. What is not in its table of files is NOT_FOUND. */
export const readFile = query({
  name: 'read-file',
  permission: 'site:read',
  input: z.strictObject({ path: z.string().max(100) }),
  async run({ tx, workspace }, { path }) {
    const key = `${workspace.id}/${path}`;
    const file = await tx.file.findFirst({
      where: { workspaceId: workspace.id, key, kind: { in: imageKindNames } },
      select: { key: true, kind: true, contentType: true },
    });
    if (!file) throw nothingHere();
    return file;
  },
  async complete({ key, kind, contentType }): Promise<ReadFile> {
    const body = await blobStore('uploads').get(key, { type: 'arrayBuffer' });
    if (!body) throw nothingHere();
    return { contentType, name: `${kind}.${key.split('.').at(-1)}`, body };
  },
});

function nothingHere(): AppError {
  return new AppError('NOT_FOUND', 'There is no such file. It may have been replaced.');
}
