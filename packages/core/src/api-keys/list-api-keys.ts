import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { afterCursor, cursorInput, cursorTime, type Page, pageOf, pageSize } from '../paging/keyset.ts';
import { query } from '../registry/query.ts';
import type { ApiScope } from './api-scopes.ts';

export interface ApiKeyItem {
  id: string;
  name: string;
  /** Its beginning and its end, to recognise it by. */
  hint: string;
  scopes: ApiScope[];
  /** Whom it acts for. */
  makerName: string;
  createdAt: Date;
  /** Null means never. */
  expiresAt: Date | null;
  /** To the minute. */
  lastUsedAt: Date | null;
  /** While the secret from before the last rotation still works. */
  previousWorksUntil: Date | null;
  state: 'works' | 'expired' | 'maker-left' | 'revoked';
}

type Row = ApiKeyItem & { cursor_at: string };

/** The keys, newest first. Revoked ones stay in sight for 30 days, and in the audit log after that. */
export const listApiKeys = query({
  name: 'list-api-keys',
  permission: 'api-keys:manage',
  input: z.strictObject({ cursor: cursorInput }),
  async run({ tx, workspace }, { cursor }): Promise<Page<ApiKeyItem>> {
    const rows = await rawQuery<Row>(
      tx,
      Prisma.sql`select k.id, k.name, k.hint, k.scopes, coalesce(nullif(u.name, ''), u.email, '') as "makerName",
          k.created_at as "createdAt", k.expires_at as "expiresAt", k.last_used_at as "lastUsedAt",
          case when k.previous_works_until > now() then k.previous_works_until end as "previousWorksUntil",
          case when k.revoked_at is not null then 'revoked' when k.expires_at <= now() then 'expired'
            when m.id is null or m.blocked_at is not null then 'maker-left' else 'works' end as state,
          ${cursorTime(Prisma.sql`k.created_at`)} as cursor_at
        from api_key k left join "user" u on u.id = k.user_id
          left join member m on m.workspace_id = k.workspace_id and m.user_id = k.user_id
        where k.workspace_id = ${workspace.id}::uuid
          and (k.revoked_at is null or k.revoked_at > now() - interval '30 days')
          and ${afterCursor(Prisma.sql`k.created_at`, Prisma.sql`k.id`, cursor)}
        order by k.created_at desc, k.id desc limit ${pageSize + 1}`,
    );
    return pageOf(rows, ({ cursor_at: _, ...key }) => key);
  },
});
