import { requireEntitlement } from '../entitlements/require-entitlement.ts';
import { log } from '../log/log.ts';
import type { WorkspaceCommandContext } from '../registry/command-context.ts';
import { blobStore } from './blob-store.ts';
import type { StoredImage } from './store-image.ts';

/** Enters a stored picture in the table of files, if it fits into the plan's storage. Remove what it replaces first. */
export async function recordFile(ctx: WorkspaceCommandContext, image: StoredImage): Promise<void> {
  const workspaceId = ctx.workspace.id;
  const { id, kind, key, contentType, bytes, width, height } = image;
  try {
    await requireEntitlement(ctx.tx, ctx, 'storageBytes', bytes);
  } catch (error) {
    await forget(key);
    throw error;
  }
  await ctx.tx.file.create({
    data: {
      workspaceId,
      id,
      kind,
      key,
      contentType,
      bytes,
      width,
      height,
      // Until a text shows it.
      unusedSince: kind === 'picture' ? new Date() : null,
    },
    select: { id: true },
  });
}

/** At once, so that uploads that are refused do not pile up until the sweep. */
async function forget(key: string): Promise<void> {
  try {
    await blobStore('uploads').delete(key);
  } catch (error) {
    log.warn('files.left_to_the_sweep', { error });
  }
}
