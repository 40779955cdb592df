import { environment } from '@archipelago/core/environment';
import type { APIContext } from 'astro';
import { publicPath } from '../paths.ts';

type Context = Pick<APIContext, 'url' | 'params' | 'locals'>;

/** Scheme and host as the browser named them: tenants share the root host's scheme. */
export function publicOrigin({ locals }: Pick<Context, 'locals'>): string {
  return `${new URL(environment().APP_URL).protocol}//${locals.publicHost}`;
}

/** The address in the browser's address bar; inside, a tenant's page is at `/w/<slug>…` whatever its host. */
export function publicUrl({ url, params, locals }: Context): URL {
  const { workspace } = params;
  const isTenantPage = workspace !== undefined && url.pathname.startsWith(`/w/${workspace}`);
  const pathname = isTenantPage ? publicPath(locals.form, workspace, url.pathname) : url.pathname;
  const shown = new URL(publicOrigin({ locals }));
  shown.pathname = pathname;
  shown.search = url.search;
  return shown;
}
