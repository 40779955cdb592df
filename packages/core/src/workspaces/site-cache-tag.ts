/** The CDN's tag on every cached page of a workspace's public site. */
export function siteCacheTag(workspaceId: string): string {
  return `workspace-${workspaceId}`;
}

/** The CDN's tag on every cached page of the list of the workspace's posts, which is its home. */
export function homeCacheTag(workspaceId: string): string {
  return `home-${workspaceId}`;
}

/** The CDN's tag on every cached page of the workspace's guestbook. */
export function guestbookCacheTag(workspaceId: string): string {
  return `guestbook-${workspaceId}`;
}

/** The CDN's tag on every cached page of one post. */
export function postCacheTag(postId: string): string {
  return `post-${postId}`;
}
