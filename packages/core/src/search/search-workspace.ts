import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { can } from '../access/can.ts';
import type { Role } from '../access/roles.ts';
import { query } from '../registry/query.ts';
import { searchSql, shownInGroup } from './search-sql.ts';
import { searchTerm } from './search-term.ts';

export interface FoundPerson {
  id: string;
  name: string;
  email: string;
  imageUrl: string | null;
  role: Role;
  customRoleName: string | null;
}

interface Rows {
  members: FoundPerson[];
  guests: FoundPerson[];
  posts: { id: string; slug: string; title: string; excerpt: string; status: 'draft' | 'published' }[];
  /** Those that wait for an answer and whose address begins so. */
  invitations: { id: string; email: string; isExpired: boolean }[];
  roles: { id: string; name: string; description: string }[];
  domains: { id: string; host: string }[];
  apiKeys: { id: string; name: string; hint: string }[];
  webhooks: { id: string; url: string; description: string }[];
}

export type FoundKind = keyof Rows;

/** Of each kind the best few, and whether there are others. */
export type Found = { [Kind in FoundKind]: { items: Rows[Kind]; hasMore: boolean } };

const nothing: Rows = {
  members: [],
  guests: [],
  posts: [],
  invitations: [],
  roles: [],
  domains: [],
  apiKeys: [],
  webhooks: [],
};

/**
 * What the workspace has of this name, as far as whoever asks may see it: the best eight of each kind. Nothing for a
 * single character.
 */
export const searchWorkspace = query({
  name: 'search-workspace',
  permission: 'dashboard:view',
  input: z.strictObject({ q: z.string().max(100, 'Search for at most 100 characters.') }),
  async run(ctx, { q }): Promise<Found> {
    const term = searchTerm(q);
    if (!term) return foundOf(nothing);
    const sql = searchSql(ctx.workspace.id, term, (permission) => can(ctx, permission));
    const [rows] = await rawQuery<Rows>(ctx.tx, sql);
    if (!rows) throw new Error('The statement of the search returned no row.');
    return foundOf(rows);
  },
});

function foundOf(rows: Rows): Found {
  const groups = Object.entries(rows).map(([kind, items]) => [
    kind,
    { items: items.slice(0, shownInGroup), hasMore: items.length > shownInGroup },
  ]);
  return Object.fromEntries(groups) as Found;
}
