import { randomUUID } from 'node:crypto';
import { withWorkspace } from '@archipelago/db/with-workspace';
import type { WorkspaceContext } from '../context/context.ts';
import { requireEntitlement } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { blobStore } from './blob-store.ts';
import { checkImage } from './check-image.ts';
import type { ImageKindName } from './image-kinds.ts';

/** A picture that is in the store and not yet in the `file` table. */
export interface StoredImage {
  id: string;
  kind: ImageKindName;
  /** Below the workspace's `/files/`, e.g. `logo/<id>.png`. */
  path: string;
  key: string;
  contentType: string;
  bytes: number;
  width: number;
  height: number;
}

/**
 * Checks a picture and puts it into the store: the first half, for a command's `prepare`. `recordFile` in its
 * transaction is the second. When that one fails, nothing points to the picture, and the sweep takes it away. Every
 * upload has a key of its own, so that taking one away never takes another that looks the same.
 *
 * @param field of the input, for what is said about it.
 */
export async function storeImage(
  ctx: WorkspaceContext,
  kind: ImageKindName,
  sent: Blob,
  field: string,
): Promise<StoredImage> {
  const image = await checkImage(kind, sent, field);
  const workspaceId = ctx.workspace.id;
  const bytes = image.bytes.length;
  // Where nothing fits nothing is stored. `recordFile` decides, when what this one replaces is out of the way.
  await withWorkspace(workspaceId, (tx) => requireEntitlement(tx, ctx, 'storageBytes'));
  const id = randomUUID();
  const path = `${kind}/${id}.${image.extension}`;
  const key = `${workspaceId}/${path}`;
  try {
    await blobStore('uploads').set(key, new Blob([new Uint8Array(image.bytes)]), {
      metadata: { storedAt: new Date().toISOString() },
    });
  } catch (error) {
    log.error('files.store_failed', { requestId: ctx.request.requestId, error });
    throw new AppError(
      'SERVICE_UNAVAILABLE',
      'We cannot reach our file storage at the moment. Nothing was changed. Try again in a minute.',
      { retryAfterSeconds: 60, cause: error },
    );
  }
  const { contentType, width, height } = image;
  return { id, kind, path, key, contentType, bytes, width, height };
}
