import { randomUUID } from 'node:crypto';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { people } from '@archipelago/local-cloud/seed/people';
import pg from 'pg';
import type { RunningProduct } from './with-fresh-clone.ts';

/** As the superuser, to fill tables at a size no product's own way would reach in time. */
export async function connectObserver(product: RunningProduct): Promise<pg.Client> {
  const observer = new pg.Client({
    connectionString: `postgres://postgres:${localSecrets.ownerPassword}@127.0.0.1:${product.port + 5}/archipelago`,
  });
  await observer.connect();
  return observer;
}

/** A new workspace whose owner is Ada, since she is who signs in. */
export async function addWorkspaceOfAda(observer: pg.Client, slug: string): Promise<string> {
  const id = randomUUID();
  const ada = people.find(({ email }) => email === 'ada@acme.test')?.clerkUserId;
  await observer.query('insert into workspace (id, slug, name) values ($1, $2, $2)', [id, slug]);
  await observer.query(
    `insert into member (workspace_id, user_id, role) select $1, id, 'owner' from "user" where clerk_user_id = $2`,
    [id, ada],
  );
  return id;
}

/** The cursor behind the row at `position` of a workspace's list, newest first. */
export async function cursorAt(
  observer: pg.Client,
  list: { from: string; workspaceId: string; position: number },
): Promise<string> {
  const { rows } = await observer.query<{ at: string; id: string }>(
    `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id from ${list.from}
      where workspace_id = $1 order by created_at desc, id desc offset $2 limit 1`,
    [list.workspaceId, list.position - 1],
  );
  return Buffer.from(JSON.stringify([rows[0]?.at, rows[0]?.id])).toString('base64url');
}
