import { setTimeout } from 'node:timers/promises';
import { purgeCache } from '@netlify/functions';
import { environment } from '../environment.ts';
import { notePurge } from './note-purge.ts';
import { guestbookCacheTag, homeCacheTag, postCacheTag, siteCacheTag } from './site-cache-tag.ts';

/** After the platform's own five seconds. */
const beforeTrying = 5_200;

/**
 * Makes the CDN forget every page of the workspace's public site, of one post, of the guestbook, or of its home.
 * Idempotent. Where the platform gave no purge token there is no CDN in front, and nothing to forget.
 *
 * The platform takes two purges of a tag in five seconds: a third one waits for the next five here, rather than for the
 * minute in which failed jobs are looked for again. Until then visitors are shown what is a second old at most, since each
 * purge is noted first, and pages rendered soon after are not kept for longer (`is-settled.ts`).
 *
 * @throws when the platform refuses; the job is then run again.
 */
export async function purgeSite(
  workspaceId: string,
  part: { postId?: string; guestbook?: true; home?: true } = {},
): Promise<void> {
  const { NETLIFY_API_URL, NETLIFY_PURGE_API_TOKEN } = environment();
  if (!NETLIFY_PURGE_API_TOKEN) return;
  const tag = tagOf(workspaceId, part);
  const purge = async () => {
    await notePurge(workspaceId, part);
    await purgeCache({
      tags: [tag],
      token: NETLIFY_PURGE_API_TOKEN,
      ...(NETLIFY_API_URL && { apiURL: NETLIFY_API_URL }),
    });
  };
  await purge().catch(async (error: unknown) => {
    if (!isTooSoon(error)) throw error;
    await setTimeout(beforeTrying);
    await purge();
  });
}

function tagOf(
  workspaceId: string,
  { postId, guestbook, home }: Parameters<typeof purgeSite>[1] = {},
): string {
  if (postId) return postCacheTag(postId);
  if (guestbook) return guestbookCacheTag(workspaceId);
  return home ? homeCacheTag(workspaceId) : siteCacheTag(workspaceId);
}

/** The platform's library tells the status in its message alone. */
function isTooSoon(error: unknown): boolean {
  return error instanceof Error && /\b429$/.test(error.message);
}
