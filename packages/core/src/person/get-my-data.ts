import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { z } from 'zod';
import { exportSignature } from '../exports/export-link.ts';
import type { ExportItem } from '../exports/list-exports.ts';
import { query } from '../registry/query.ts';
import type { PersonAction } from './person-actions.ts';

/** One of the latest copies. */
export type DataCopy = Pick<
  ExportItem,
  'id' | 'state' | 'requestedAt' | 'expiresAt' | 'rows' | 'volumes' | 'signature'
>;

export interface MyData {
  copies: DataCopy[];
  /** The person's wish to be erased, while it can be taken back. */
  erasure: { content: 'keep' | 'remove'; requestedAt: Date; eraseAfter: Date } | null;
  /** Workspaces that would be left without an owner. */
  soleOwnerships: { slug: string; name: string }[];
  /** How many workspaces they belong to, as a guest too. */
  workspaces: number;
  /** The latest of what they did here. */
  record: { id: string; action: PersonAction; at: Date; ip: string | null }[];
}

interface Row {
  copies: Omit<DataCopy, 'signature'>[];
  erasure: MyData['erasure'];
  soleOwnerships: MyData['soleOwnerships'];
  workspaces: number;
  record: MyData['record'];
}

const mostCopies = 5;
const mostRecords = 8;

/** What the page of a person's own data shows, in one SQL statement. */
export const getMyData = query({
  name: 'get-my-data',
  scope: 'person',
  permission: 'self:manage',
  input: z.strictObject({}),
  async run({ tx, actor: { userId } }): Promise<MyData> {
    const [row] = await rawQuery<Row>(
      tx,
      Prisma.sql`select
        (select coalesce(json_agg(c order by c."requestedAt" desc), '[]') from (
          select e.id, case when e.state = 'ready' and e.expires_at <= now() then 'expired' else e.state::text end as state,
            e.created_at as "requestedAt", e.expires_at as "expiresAt", e.rows,
            (select coalesce(json_agg(v->'bytes' order by n), '[]') from jsonb_array_elements(e.volumes) with ordinality as x (v, n))
              as volumes
          from person_export e where e.user_id = ${userId}::uuid order by e.created_at desc limit ${mostCopies}
        ) c) as copies,
        (select json_build_object('content', p.content, 'requestedAt', p.requested_at, 'eraseAfter', p.erase_after)
          from person_erasure p where p.user_id = ${userId}::uuid) as erasure,
        (select coalesce(json_agg(json_build_object('slug', s.slug, 'name', s.name)), '[]') from app.sole_ownerships() s)
          as "soleOwnerships",
        (select count(*)::int from member m where m.user_id = ${userId}::uuid) as workspaces,
        (select coalesce(json_agg(r order by r.at desc), '[]') from (
          select v.id, v.action, v.created_at as at, v.ip from person_event v
          where v.user_id = ${userId}::uuid order by v.created_at desc limit ${mostRecords}
        ) r) as record`,
    );
    if (!row) throw new Error('The statement for a person’s data returned no row.');
    const { copies, erasure, record, ...rest } = row;
    return {
      ...rest,
      copies: copies.map((copy) => ({
        ...copy,
        requestedAt: new Date(copy.requestedAt),
        expiresAt: copy.expiresAt && new Date(copy.expiresAt),
        signature: exportSignature(userId, copy.id),
      })),
      erasure: erasure && {
        ...erasure,
        requestedAt: new Date(erasure.requestedAt),
        eraseAfter: new Date(erasure.eraseAfter),
      },
      record: record.map((one) => ({ ...one, at: new Date(one.at) })),
    };
  },
});
