/** The pages every public site has, as they stand in its navigation where nobody arranged it. */
export const sitePlaces = ['posts', 'guestbook', 'newsletter', 'contact'] as const;

export type SitePlace = (typeof sitePlaces)[number];

export const navigationSpots = ['header', 'footer', 'nowhere'] as const;

export type NavigationSpot = (typeof navigationSpots)[number];

/** How many links of its own a workspace can add. */
export const mostOwnLinks = 8;

export interface NavigationLink {
  /** A page of the site by its name, which stays; a link of the workspace's own by an id. */
  id: string;
  /** Empty for a page of the site that keeps its own name, in the language of the site. */
  label: string;
  /** A path on the site or an address that begins with `https://`; empty for a page of the site. */
  address: string;
  spot: NavigationSpot;
}

export function isSitePlace(id: string): id is SitePlace {
  return (sitePlaces as readonly string[]).includes(id);
}

/** Every link in its order, from what a workspace has stored: a page that is not in it comes at the end. */
export function navigationOf(stored: unknown): NavigationLink[] {
  const links = Array.isArray(stored) ? stored.filter(isLink) : [];
  const missing = sitePlaces.filter((place) => links.every(({ id }) => id !== place));
  return [...links, ...missing.map((id): NavigationLink => ({ id, label: '', address: '', spot: 'header' }))];
}

/** Of another version of this product, a link may be one that this one does not know. */
function isLink(value: unknown): value is NavigationLink {
  const link = value as Partial<NavigationLink> | null;
  return (
    typeof link?.id === 'string' &&
    typeof link.label === 'string' &&
    typeof link.address === 'string' &&
    (navigationSpots as readonly unknown[]).includes(link.spot) &&
    (isSitePlace(link.id) || (link.label !== '' && link.address !== ''))
  );
}
