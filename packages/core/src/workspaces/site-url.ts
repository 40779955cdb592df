import { environment } from '../environment.ts';
import { workspaceUrl } from './workspace-url.ts';

/**
 * The one public address of a page of the workspace's site: at its primary domain, else at its address on the platform.
 * For canonical links, feeds and mail; `path` starts with `/`. Where people sign in is `workspaceUrl`.
 */
export function siteUrl(workspace: { slug: string; primaryDomain: string | null }, path: string): string {
  if (workspace.primaryDomain === null) return workspaceUrl(workspace.slug, path);
  const { protocol, port } = new URL(environment().APP_URL);
  return `${protocol}//${workspace.primaryDomain}${port && `:${port}`}${path}`;
}
