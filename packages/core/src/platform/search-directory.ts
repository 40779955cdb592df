import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { likeLiterally } from '../paging/contains-pattern.ts';
import { pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';

export interface DirectoryEntry {
  slug: string;
  name: string;
  accent: string | null;
  logoPath: string | null;
  status: 'active' | 'deleting';
  createdAt: Date;
  /** A custom domain where its public site is; null for the platform's own address. */
  primaryDomain: string | null;
}

export interface Directory {
  items: DirectoryEntry[];
  /** The address to go on after; null at the end. */
  next: string | null;
}

/**
 * The workspaces by address: those that begin with what is asked, or the one with this id, ours or Stripe's. It
 * shows what everybody can find out by visiting them; being an operator opens none.
 */
export const searchDirectory = query({
  name: 'search-directory',
  scope: 'person',
  permission: 'platform:read',
  input: z.strictObject({
    q: z.string().trim().max(255).default(''),
    /** The last address of the page before. */
    after: z.string().max(63).default(''),
  }),
  async run({ tx }, { q, after }): Promise<Directory> {
    const rows = await rawQuery<DirectoryEntry>(
      tx,
      Prisma.sql`select w.slug, w.name, w.accent, w.logo_path as "logoPath", w.status::text,
          w.created_at as "createdAt", w.primary_domain as "primaryDomain"
        from workspace w
        where w.slug collate "C" > ${after} and ${matching(q)}
        order by w.slug collate "C" limit ${pageSize + 1}`,
    );
    const items = rows.slice(0, pageSize);
    return { items, next: rows.length > pageSize ? (items.at(-1)?.slug ?? null) : null };
  },
});

function matching(q: string): Prisma.Sql {
  if (q === '') return Prisma.sql`true`;
  if (/^cus_\w+$/.test(q)) {
    return Prisma.sql`w.id = (select workspace_id from billing_customer where stripe_customer_id = ${q})`;
  }
  if (z.uuid().safeParse(q).success) return Prisma.sql`w.id = ${q}::uuid`;
  return Prisma.sql`w.slug collate "C" like ${`${likeLiterally(q.toLowerCase())}%`}`;
}
