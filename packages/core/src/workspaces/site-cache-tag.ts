/** The CDN's tag on every cached page of a workspace's public site. */
export function siteCacheTag(workspaceId: string): string {
  return `workspace-${workspaceId}`;
}
