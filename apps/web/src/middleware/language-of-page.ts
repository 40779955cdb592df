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

/** The same for an address below a workspace's own that leads to no page. */
export async function languageOfAddress(context: Pick<APIContext, 'url' | 'locals'>): Promise<Language> {
  const { pathname } = context.url;
  const slug = /^\/w\/([^/]+)/.exec(pathname)?.[1];
  if (!slug || inEnglish.test(pathname)) return 'en';
  try {
    const asking = { slug, clerkUserId: null, request: requestInfo(context) };
    const { workspace, closing } = await loadRequestContext(asking);
    const here = workspace ?? closing;
    return here ? languageOf(here.workspace) : 'en';
  } catch {
    // Nothing is there, whatever the database says: the answer must not depend on it.
    return 'en';
  }
}
