import pg from 'pg';

/**
 * Makes what a hosted Postgres hands to a new customer: a database and an owner that is no superuser. Everything
 * else, the runtime role included, is made by the migrations. Safe to repeat.
 */
export async function prepareRoles(superuserUrl: string, ownerUrl: string): Promise<void> {
  const owner = new URL(ownerUrl);
  const role = pg.escapeIdentifier(owner.username);
  const database = owner.pathname.slice(1);
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  try {
    const { rows } = await client.query<{ hasRole: boolean; hasDatabase: boolean }>(
      `select exists (select from pg_roles where rolname = $1) as "hasRole",
              exists (select from pg_database where datname = $2) as "hasDatabase"`,
      [owner.username, database],
    );
    if (!rows[0]?.hasRole) await client.query(`create role ${role} login createrole createdb`);
    await client.query(`alter role ${role} password ${pg.escapeLiteral(owner.password)}`);
    if (!rows[0]?.hasDatabase) {
      await client.query(`create database ${pg.escapeIdentifier(database)} owner ${role}`);
    }
  } finally {
    await client.end();
  }
}
