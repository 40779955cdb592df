import type { WorkspaceContext } from '@archipelago/core/context/context';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { type Language, languageOf } from '@archipelago/core/language/languages';
import type { APIContext } from 'astro';
import { requestInfo } from './request-info.ts';

/** Below a workspace's address, but for its team or for operators alone, who are spoken to in English. */
const inEnglish = /^\/w\/[^/]+\/(?:dashboard|closing|support-visit)(?:\/|$)/;

/** What a page of a workspace is written in. */
export function languageOfPage(pattern: string, workspace: { language: string }): Language {
  return inEnglish.test(pattern) ? 'en' : languageOf(workspace);
}

/** Whether a page of a workspace's address is its public site's, and not its team's. */
export function isOfSite(pathname: string): boolean {
  return /^\/w\/[^/]+/.test(pathname) && !inEnglish.test(pathname);
}

/** The workspace whose site has an address that leads to no page; null where there is none, or nobody can say. */
export async function siteAround(
  context: Pick<APIContext, 'url' | 'locals'>,
): Promise<WorkspaceContext | null> {
  const { pathname } = context.url;
  const slug = /^\/w\/([^/]+)/.exec(pathname)?.[1];
  if (!slug || !isOfSite(pathname)) return null;
  try {
    const asking = { slug, clerkUserId: null, request: requestInfo(context) };
    const { workspace, closing } = await loadRequestContext(asking);
    return workspace ?? closing;
  } catch {
    // Nothing is there, whatever the database says: the answer must not depend on it.
    return null;
  }
}
