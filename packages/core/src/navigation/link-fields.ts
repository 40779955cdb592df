import { z } from 'zod';
import { singleLine } from '../input/single-line.ts';
import { siteUrl } from '../workspaces/site-url.ts';
import { workspaceUrl } from '../workspaces/workspace-url.ts';
import { navigationSpots } from './navigation.ts';

const longestAddress = 300;

/** Which one is meant: the name of a page of the site, or the id of a link of the workspace's own. */
export const idOfLink = z.string().min(1).max(36);

export const linkLabel = singleLine({ shortest: 1, longest: 30, what: 'what the link says' });

export const linkSpot = z.enum(navigationSpots, 'Choose where the link stands.');

/**
 * A path on the site, or a whole address that begins with `https://`, as browsers write it. Nothing else leads anywhere from
 * a public page: no `javascript:`, no other scheme, no address with a name and a password in it.
 */
export const linkAddress = z
  .string()
  .trim()
  .max(longestAddress, `Use at most ${longestAddress} characters.`)
  .transform((typed, issues) => {
    const address = addressOf(typed);
    if (address !== null) return address;
    issues.addIssue({ code: 'custom', message: problemWith(typed) });
    return z.NEVER;
  });

/** The same as a path where it leads to the workspace's own site, so that it holds at every address of it. */
export function ownPathOf(
  address: string,
  workspace: { slug: string; primaryDomain: string | null },
): string {
  for (const home of [siteUrl(workspace, '/'), workspaceUrl(workspace.slug, '/')]) {
    if (address === home || address === home.replace(/\/$/, '')) return '/';
    const base = home.replace(/\/?$/, '/');
    if (address.startsWith(base)) return `/${address.slice(base.length)}`;
  }
  return address;
}

function addressOf(typed: string): string | null {
  // Browsers leave such characters out, or read them as something else, before they look at the scheme.
  if (/[\s\p{Cc}\\]/u.test(typed)) return null;
  if (typed.startsWith('/')) return pathOf(typed);
  if (!/^https:\/\/[^/]/i.test(typed) || !URL.canParse(typed)) return null;
  const { protocol, username, password, hostname, href } = new URL(typed);
  const isPlain = protocol === 'https:' && username === '' && password === '';
  return isPlain && /^[^.]+(\.[^.]+)+$/.test(hostname) ? href : null;
}

function pathOf(typed: string): string | null {
  const origin = 'https://site.invalid';
  if (typed.startsWith('//') || !URL.canParse(typed, origin)) return null;
  const url = new URL(typed, origin);
  return url.origin === origin && !url.pathname.startsWith('//')
    ? `${url.pathname}${url.search}${url.hash}`
    : null;
}

function problemWith(typed: string): string {
  if (typed === '') return 'Enter where the link leads.';
  if (/^http:/i.test(typed)) return 'Only addresses that begin with https:// are taken.';
  return 'Write a path on your site, e.g. /posts/welcome, or an address that begins with https://.';
}
