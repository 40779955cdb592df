import { findMovedWorkspace } from '@archipelago/db/directory';
import { isRoutableSlug } from '@archipelago/routing/slug';
import type { RequestInfo } from '../context/context.ts';
import { toAppError } from '../errors/to-app-error.ts';

/** The address that the workspace at this former one has now, or null. Asks nothing of who asks: links are public. */
export async function findMovedAddress(slug: string, request: RequestInfo): Promise<string | null> {
  if (!isRoutableSlug(slug)) return null;
  try {
    return await findMovedWorkspace(slug);
  } catch (error) {
    throw toAppError(error, request, 'find-moved-address');
  }
}
