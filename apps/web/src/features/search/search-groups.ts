import type { Permission } from '@archipelago/core/access/permissions';
import type { Found, FoundKind, FoundPerson } from '@archipelago/core/search/search-workspace';
import type { IconName } from '@archipelago/ui/icons/icon-paths';
import { type TenantPaths, withQuery } from '../../paths.ts';
import { roleLabel } from '../members/role-options.ts';
import { cutTerm } from './asked-term.ts';
import { deeds } from './deeds.ts';
import { matchPlaces } from './match-places.ts';
import { type Place, pages } from './places.ts';

export interface SearchHit {
  label: string;
  hint: string;
  href: string;
  icon: IconName;
  /** Shown instead of the icon. */
  person?: { name: string; imageUrl: string | null };
}

export interface SearchGroup {
  id: 'pages' | 'deeds' | FoundKind;
  title: string;
  hits: SearchHit[];
  /** Where the rest is. */
  all: { label: string; href: string } | null;
}

interface Searched {
  term: string;
  found: Found;
  paths: TenantPaths;
  isAllowed: (permission: Permission) => boolean;
}

/** Of places that match a term; without one, all are suggested. */
const mostPlaces = 5;

/** What somebody sees of a search, group by group, in its order; no group is empty. */
export function searchGroups({ term, found, paths, isAllowed }: Searched): SearchGroup[] {
  const places = (all: readonly Place[]) =>
    matchPlaces(all, term, isAllowed)
      .slice(0, term ? mostPlaces : undefined)
      .map(({ label, hint = '', icon, href }): SearchHit => ({ label, hint, icon, href: href(paths) }));
  const of = <Kind extends FoundKind>(
    id: Kind,
    title: string,
    toHit: (item: Found[Kind]['items'][number]) => SearchHit,
    all: string,
  ): SearchGroup => ({
    id,
    title,
    hits: found[id].items.map(toHit),
    all: found[id].hasMore ? { label: `See all in ${title}`, href: all } : null,
  });
  const toPages: SearchGroup = { id: 'pages', title: 'Go to', hits: places(pages), all: null };
  const toDeeds: SearchGroup = { id: 'deeds', title: 'Actions', hits: places(deeds), all: null };
  const groups: SearchGroup[] = [
    // Most pages are in sight already while nothing is asked for.
    ...(term ? [toPages, toDeeds] : [toDeeds, toPages]),
    of(
      'members',
      'Members',
      (person) => personHit(person, paths),
      withQuery(paths.members, { search: term }),
    ),
    of('posts', 'Posts', (post) => postHit(post, paths), withQuery(paths.posts, { search: term })),
    of('guests', 'Guests', (person) => personHit(person, paths), withQuery(paths.guests, { search: term })),
    of(
      'invitations',
      'Invitations',
      ({ email, isExpired }) => ({
        label: email,
        hint: isExpired ? 'Expired' : 'Not answered yet',
        icon: 'mail',
        href: withQuery(paths.invitations, { search: email }),
      }),
      withQuery(paths.invitations, { search: term }),
    ),
    of(
      'roles',
      'Roles',
      ({ id, name, description }) => ({
        label: name,
        hint: description,
        icon: 'users',
        href: isAllowed('roles:manage') ? paths.role(id) : paths.roles,
      }),
      paths.roles,
    ),
    of(
      'domains',
      'Domains',
      ({ host }) => ({ label: host, hint: '', icon: 'link', href: paths.domains }),
      paths.domains,
    ),
    of(
      'apiKeys',
      'API keys',
      ({ name, hint }) => ({ label: name, hint, icon: 'key-round', href: paths.apiKeys }),
      paths.apiKeys,
    ),
    of(
      'webhooks',
      'Webhooks',
      ({ id, url, description }) => ({
        label: description || url,
        hint: description ? url : '',
        icon: 'terminal',
        href: paths.webhook(id),
      }),
      paths.webhooks,
    ),
  ];
  return groups.filter(({ hits }) => hits.length > 0);
}

function personHit(
  { id, name, email, imageUrl, role, customRoleName }: FoundPerson,
  paths: TenantPaths,
): SearchHit {
  const about = role === 'guest' ? '' : roleLabel(role, customRoleName);
  return {
    label: name || email,
    hint: [name && email, about].filter(Boolean).join(' · '),
    href: paths.member(id),
    icon: 'users',
    person: { name: name || email, imageUrl },
  };
}

function postHit(
  { slug, title, excerpt, status }: Found['posts']['items'][number],
  paths: TenantPaths,
): SearchHit {
  const isPublished = status === 'published';
  return {
    label: title,
    hint: [isPublished ? 'Published' : 'Draft', excerpt].filter(Boolean).join(' · '),
    href: isPublished ? paths.post(slug) : withQuery(paths.posts, { search: cutTerm(title) }),
    icon: 'file-text',
  };
}
