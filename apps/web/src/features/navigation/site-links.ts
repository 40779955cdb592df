import type { Language } from '@archipelago/core/language/languages';
import { translator } from '@archipelago/core/language/translator';
import { isSitePlace, type NavigationLink, type SitePlace } from '@archipelago/core/navigation/navigation';
import { siteMessages } from '../../messages/site-messages.ts';
import type { TenantPaths } from '../../paths.ts';

export interface SiteLink {
  label: string;
  href: string;
  current: boolean;
  /** Leads away from the workspace's own site. */
  isElsewhere: boolean;
}

/** The links of the public site, with their words and where they lead from the address that the visitor used. */
export function siteLinks(
  { context: { workspace }, paths, language }: Pick<App.Locals, 'context' | 'paths' | 'language'>,
  active?: SitePlace,
): Record<'header' | 'footer', SiteLink[]> {
  const names = placeNames(language);
  const toLink = ({ id, label, address }: NavigationLink): SiteLink =>
    isSitePlace(id)
      ? { label: label || names[id], href: hrefOf(id, paths), current: id === active, isElsewhere: false }
      : { label, href: addressFrom(address, paths), current: false, isElsewhere: !address.startsWith('/') };
  const at = (spot: string) => workspace.navigation.filter((link) => link.spot === spot).map(toLink);
  return { header: at('header'), footer: at('footer') };
}

/** What the pages of a site are called where nobody renamed them. */
export function placeNames(language: Language): Record<SitePlace, string> {
  const say = translator(siteMessages, language);
  return {
    posts: say('posts'),
    guestbook: say('guestbook'),
    newsletter: say('newsletter'),
    contact: say('contact'),
  };
}

function hrefOf(place: SitePlace, paths: TenantPaths): string {
  return place === 'posts' ? paths.home : paths[place];
}

function addressFrom(address: string, paths: TenantPaths): string {
  if (!address.startsWith('/')) return address;
  return address === '/' ? paths.home : paths.onSite(address);
}

/** How many letters of links stand beside a name and its buttons on a wide screen. More than that get a line of their own. */
const mostLetters = 54;

export function fitsBeside(name: string, links: readonly SiteLink[]): boolean {
  const letters = links.reduce((sum, { label }) => sum + label.length + 3, 0);
  return letters + Math.min(name.length, 30) <= mostLetters + 18;
}
