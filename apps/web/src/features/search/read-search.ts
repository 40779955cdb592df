import { can } from '@archipelago/core/access/can';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { shortestTerm } from '@archipelago/core/search/search-term';
import { searchWorkspace } from '@archipelago/core/search/search-workspace';
import type { TenantPaths } from '../../paths.ts';
import { askedTerm } from './asked-term.ts';
import { type SearchGroup, searchGroups } from './search-groups.ts';

export interface Search {
  /** As it was asked for. */
  term: string;
  /** Too little to look for anything but places. */
  isShort: boolean;
  groups: SearchGroup[];
}

/** What the address asks for, found. More than the field holds is cut off. */
export async function readSearch(
  asked: URLSearchParams,
  context: WorkspaceContext,
  paths: TenantPaths,
): Promise<Search> {
  const term = askedTerm(asked.get('q'));
  const found = await searchWorkspace(context, { q: term });
  const isAllowed = (permission: Parameters<typeof can>[1]) => can(context, permission);
  return {
    term,
    isShort: [...term].length < shortestTerm,
    groups: searchGroups({ term, found, paths, isAllowed }),
  };
}
