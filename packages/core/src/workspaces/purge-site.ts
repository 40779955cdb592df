import { purgeCache } from '@netlify/functions';
import { environment } from '../environment.ts';
import { guestbookCacheTag, postCacheTag, siteCacheTag } from './site-cache-tag.ts';

/**
 * Makes the CDN forget every page of the workspace's public site, of one post, or of the guestbook. Idempotent. Where the platform
 * gave no purge token there is no CDN in front, and nothing to forget.
 *
 * @throws when the platform refuses, for instance a third purge within five seconds; the job is then run again.
 */
export async function purgeSite(
  workspaceId: string,
  { postId, guestbook }: { postId?: string; guestbook?: true } = {},
): Promise<void> {
  const { NETLIFY_API_URL, NETLIFY_PURGE_API_TOKEN } = environment();
  if (!NETLIFY_PURGE_API_TOKEN) return;
  const tag = postId
    ? postCacheTag(postId)
    : guestbook
      ? guestbookCacheTag(workspaceId)
      : siteCacheTag(workspaceId);
  await purgeCache({
    tags: [tag],
    token: NETLIFY_PURGE_API_TOKEN,
    ...(NETLIFY_API_URL && { apiURL: NETLIFY_API_URL }),
  });
}
