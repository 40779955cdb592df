import pg from 'pg';
import { expect } from 'playwright/test';

/** A workspace's customer as it is after 25 attempts that failed; they take hours, which no browser test has. */
export async function giveUpCustomer(slug: string): Promise<void> {
  const client = new pg.Client({ connectionString: process.env.ARCHIPELAGO_TEST_OWNER_URL });
  await client.connect();
  try {
    await client.query('begin');
    await client.query(
      `select set_config('app.workspace_id', (select id::text from workspace where slug = $1), true)`,
      [slug],
    );
    // A worker that is at it at this moment has the 24th attempt, and has nothing to say any more.
    const { rowCount } = await client.query(
      'update billing_customer set attempts = 25, dead_at = now(), fence = fence + 1, lease_until = null',
    );
    expect(rowCount).toBe(1);
    await client.query('commit');
  } finally {
    await client.end();
  }
}
