import { environment } from '@archipelago/core/environment';
import { tenantPaths } from '../../paths.ts';

/** Address of another workspace's picture, on the platform's own host, whatever page shows it; null when it has none. */
export function fileElsewhere(slug: string, path: string | null): string | null {
  const { APP_URL } = environment();
  return path && `${APP_URL}${tenantPaths('path', slug, APP_URL).file(path)}`;
}
