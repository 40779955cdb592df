import { loadRequestContext } from '@archipelago/core/context/load-context';
import { environment } from '@archipelago/core/environment';
import { languageOf } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import { findMovedAddress } from '@archipelago/core/workspaces/find-moved-address';
import { workspaceUrl } from '@archipelago/core/workspaces/workspace-url';
import type { LocalizationResource } from '@clerk/shared/types';
import type { APIContext } from 'astro';
import { type Look, lookOf } from '../features/branding/look-of.ts';
import { signingInMessages } from '../messages/signing-in-messages.ts';
import { requestInfo } from '../middleware/request-info.ts';
import { paths, type TenantForm, tenantPaths } from '../paths.ts';
import { safeRedirect } from './safe-redirect.ts';
import { tenantOf } from './tenant-of.ts';
import { signInWording } from './wording.ts';

export interface SignInPlace {
  /** The workspace whose address this is; null on the platform's own pages. */
  workspace: (Look & { href: string }) | null;
  /** The same page at the workspace's address, when this is a former one. */
  movedTo: string | null;
  titles: { signIn: string; signUp: string };
  /** Host that the person sees. */
  host: string;
  localization: LocalizationResource;
  /** Path to go on to. */
  next: string;
  /** The other page, with the same way back. */
  signIn: string;
  signUp: string;
}

/**
 * Where someone signs in, and where they go on to: the page they came from, if it is one of this host, else joining
 * the tenant, which leads members and guests on to their own page, or the list of workspaces.
 */
export async function signInPlace(context: Pick<APIContext, 'url' | 'locals'>): Promise<SignInPlace> {
  const { locals, url } = context;
  const asked = safeRedirect(url.searchParams.get('redirect_url'), '', locals.publicHost);
  const tenant = tenantOf(locals.publicHost, asked);
  const workspace = tenant ? await findWorkspace(context, tenant.slug) : null;
  const links = workspace && tenant ? tenantPaths(tenant.form, workspace.slug, environment().APP_URL) : null;
  const name = workspace?.name ?? 'Archipelago';
  if (workspace) locals.language = languageOf(workspace);
  const say = translator(signingInMessages, locals.language);
  const titles = {
    signIn: say('signInTo', { name }),
    signUp: workspace ? say('signUpAt', { name }) : say('signUp'),
  };
  return {
    workspace: workspace && links ? { ...lookOf(workspace, links), href: links.home } : null,
    movedTo: tenant && !workspace ? await movedTo(context, tenant) : null,
    titles,
    host: locals.publicHost,
    localization: await signInWording({ name, host: locals.publicHost, ...titles }, locals.language),
    next: asked || (links?.join() ?? paths.workspaces),
    signIn: paths.signIn(asked),
    signUp: paths.signUp(asked),
  };
}

/** On the tenant's own host alone: on the platform's the page is the right one, if without the tenant's look. */
async function movedTo(
  { url, locals }: Pick<APIContext, 'url' | 'locals'>,
  tenant: { slug: string; form: TenantForm },
): Promise<string | null> {
  if (tenant.form !== 'subdomain') return null;
  const current = await findMovedAddress(tenant.slug, requestInfo({ locals }));
  return current && workspaceUrl(current, `${url.pathname}${url.search}`);
}

async function findWorkspace({ locals }: Pick<APIContext, 'locals'>, slug: string) {
  const found = await loadRequestContext({ slug, clerkUserId: null, request: requestInfo({ locals }) });
  if (!found.workspace) return null;
  return found.workspace.workspace;
}
