import pg from 'pg';
import { deployQueues } from './deploy-queues.ts';
import { migrate } from './migrate.ts';

/**
 * Brings a database to this version: tables, policies, functions, queues, and the runtime role with its password and
 * grants. Run it before the product that needs it; safe to repeat and to run while an older version serves.
 *
 * @param urls.ownerUrl direct address (not through a transaction pooler) of the role that owns the tables.
 * @param urls.appUrl address of the running product; its user must be `archipelago_app`.
 */
export async function deployDatabase(urls: { ownerUrl: string; appUrl: string }): Promise<void> {
  const app = new URL(urls.appUrl);
  if (app.username !== runtimeRole || app.password === '') {
    throw new Error(
      `DATABASE_URL connects as "${app.username}"${app.password ? '' : ' without a password'}. The product runs as ${runtimeRole}, a role that row-level security binds: write postgresql://${runtimeRole}:<a password you choose>@… and this step creates the role with that password.`,
    );
  }
  const owner = await connectAsOwner(urls.ownerUrl);
  try {
    // Two deploys at once queue here; ending the connection lets the next one in.
    await owner.query(`select pg_advisory_lock(hashtext('archipelago deploy'))`);
    await migrate(owner, urls.ownerUrl);
    await deployQueues(owner, urls.ownerUrl);
    await owner.query(
      `alter role ${runtimeRole} password ${pg.escapeLiteral(decodeURIComponent(app.password))}`,
    );
    await refuseUnsafeRole(owner);
  } finally {
    await owner.end();
  }
}

const runtimeRole = 'archipelago_app';

async function connectAsOwner(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, application_name: 'archipelago-deploy' });
  try {
    await client.connect();
    return client;
  } catch (cause) {
    const { host, pathname, username } = new URL(url);
    throw new Error(
      `The database ${host}${pathname} cannot be used as ${username}, so nothing was changed: ${(cause as Error).message}. Check DATABASE_URL_UNPOOLED and whether that server runs.`,
      { cause },
    );
  }
}

async function refuseUnsafeRole(owner: pg.Client): Promise<void> {
  const { rows } = await owner.query<{ fault: string }>('select fault from app.role_faults($1)', [
    runtimeRole,
  ]);
  if (rows.length === 0) return;
  throw new Error(
    `The role ${runtimeRole} is not safe to run the product with: ${rows.map(({ fault }) => fault).join('; ')}. Row-level security would not hold. Take that away from it, then deploy again.`,
  );
}
