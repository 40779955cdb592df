import { purgeCache } from '@netlify/functions';
import { environment } from '../environment.ts';
import { postCacheTag, siteCacheTag } from './site-cache-tag.ts';

/**
 * Makes the CDN forget every page of the workspace's public site, or of one post. Idempotent. Where the platform gave no purge token
 * there is no CDN in front, and nothing to forget.
 *
 * @throws when the platform refuses, for instance a third purge within five seconds; the job is then run again.
 */
export async function purgeSite(workspaceId: string, postId?: string): Promise<void> {
  const { NETLIFY_API_URL, NETLIFY_PURGE_API_TOKEN } = environment();
  if (!NETLIFY_PURGE_API_TOKEN) return;
  await purgeCache({
    tags: [postId ? postCacheTag(postId) : siteCacheTag(workspaceId)],
    token: NETLIFY_PURGE_API_TOKEN,
    ...(NETLIFY_API_URL && { apiURL: NETLIFY_API_URL }),
  });
}
