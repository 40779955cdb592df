import type { WorkspaceView } from '@archipelago/core/context/context';
import { workspaceUrl } from '@archipelago/core/workspaces/workspace-url';
import type { TenantPaths } from '../../paths.ts';

/** How a workspace shows itself on its own pages, as the layouts take it. */
export interface Look {
  name: string;
  slug: string;
  tagline: string;
  accent: string | null;
  /** Its logo, or null where its island stands. */
  logo: string | null;
  /** For the browser's tab. */
  icon: string;
  /** For places that show a link to it: absolute, or null. */
  image: string | null;
}

export function lookOf(workspace: WorkspaceView, paths: TenantPaths): Look {
  const { name, slug, tagline, accent, logoPath, coverPath } = workspace;
  const logo = paths.file(logoPath);
  const image = coverPath && workspaceUrl(slug, `/files/${coverPath}`);
  return { name, slug, tagline, accent, logo, icon: logo ?? paths.icon, image };
}
