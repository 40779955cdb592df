import { AppError } from '@archipelago/core/errors/app-error';
import { workspaceUrl } from '@archipelago/core/workspaces/workspace-url';
import type { APIContext } from 'astro';
import { publicPath } from '../paths.ts';

/**
 * From a workspace's former address to the same page at the one it has now, for good. Browsers are not to keep it:
 * the workspace may go back, and its visitors would go round in circles. A form is not sent on, because the other host is
 * another site for it.
 */
export function redirectToMoved(
  { request, url, locals }: Pick<APIContext, 'request' | 'url' | 'locals'>,
  former: string,
  current: string,
): Response {
  const inside = publicPath('subdomain', former, url.pathname);
  const path = inside === '/' ? '' : inside;
  const place = locals.form === 'path' ? `/w/${current}${path}` : workspaceUrl(current, path || '/');
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    throw new AppError(
      'GONE',
      `This workspace has moved to ${workspaceUrl(current, '').replace(/^https?:\/\//, '')}. Nothing was saved. Open it there and try again.`,
    );
  }
  return new Response(null, {
    status: 308,
    headers: { location: `${place}${url.search}`, 'cache-control': 'private, no-store' },
  });
}
