import {
  type ChainPart,
  type ChainReport,
  chainPartSql,
  verifyAuditChain,
} from '@archipelago/core/audit/verify-audit-chain';
import pg from 'pg';

export interface WorkspaceReport extends ChainReport {
  slug: string;
}

const pageSize = 500;

/**
 * Verifies the log of every workspace, or of one, and yields a report for each. Reads only, as any role that may read the
 * log, in one short transaction per thousand rows: it may run beside the product and through a transaction pooler.
 */
export async function* verifyAuditLog(url: string, onlySlug?: string): AsyncGenerator<WorkspaceReport> {
  const client = new pg.Client({ connectionString: url, application_name: 'archipelago-audit-verify' });
  await client.connect();
  try {
    for await (const { id, slug } of workspaces(client, onlySlug)) {
      const report = await verifyAuditChain((sequence, eventId) => readPart(client, id, sequence, eventId));
      yield { slug, ...report };
    }
  } finally {
    await client.end();
  }
}

async function* workspaces(
  client: pg.Client,
  onlySlug?: string,
): AsyncGenerator<{ id: string; slug: string }> {
  let after = '';
  for (;;) {
    const { rows } = await client.query<{ id: string; slug: string }>(
      'select id, slug from workspace where slug > $1 and ($2::text is null or slug = $2) order by slug limit $3',
      [after, onlySlug ?? null, pageSize],
    );
    yield* rows;
    if (rows.length < pageSize) return;
    after = rows.at(-1)?.slug ?? '';
  }
}

/** The scope is set in the transaction itself: the roles of the product and of the owner are both bound by it. */
async function readPart(
  client: pg.Client,
  workspaceId: string,
  sequence: string,
  eventId: string,
): Promise<ChainPart> {
  await client.query('begin transaction read only');
  try {
    await client.query(`select set_config('app.workspace_id', $1, true)`, [workspaceId]);
    const { rows } = await client.query<ChainPart>(chainPartSql, [workspaceId, sequence, eventId]);
    if (!rows[0]) throw new Error('The statement that reads the chain returned no row.');
    return rows[0];
  } finally {
    await client.query('rollback');
  }
}
