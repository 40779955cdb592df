import { randomUUID } from 'node:crypto';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { people } from '@archipelago/local-cloud/seed/people';
import pg from 'pg';
import { addManyMembers } from '../support/many-members.ts';
import type { Figure } from './figure.ts';
import { signIn } from './sign-in.ts';
import { getStatus, startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const views = 40;
const [few, many] = [100, 100_000] as const;
/** As far in as the thousandth page of fifty begins. */
const deep = 49_950;

/** How much longer the members page takes among a hundred thousand people than among a hundred, and deep in the list. */
export async function measureMembersAtScale(product: RunningProduct): Promise<Figure[]> {
  const observer = new pg.Client({
    connectionString: `postgres://postgres:${localSecrets.ownerPassword}@127.0.0.1:${product.port + 5}/archipelago`,
  });
  await observer.connect();
  const small = await addWorkspace(observer, few);
  const big = await addWorkspace(observer, many);
  const cursor = await cursorAt(observer, big.id, deep);
  await observer.end();
  const person = await signIn(product);
  const host = await startBareHost(product);
  const milliseconds = async (slug: string, query = '') => {
    const page = {
      port: host.port,
      host: `${slug}.localhost:${product.port}`,
      path: `/w/${slug}/dashboard/members${query}`,
    };
    const times: number[] = [];
    for (let view = 0; view < views; view += 1) {
      const cookie = await person.cookie();
      const before = performance.now();
      const status = await getStatus({ ...page, cookie });
      if (status !== 200) throw new Error(`${page.path} answered ${status}`);
      times.push(performance.now() - before);
    }
    return times.sort((one, other) => one - other)[views / 2] ?? 0;
  };
  await milliseconds(big.slug);
  const ofFew = await milliseconds(small.slug);
  const first = await milliseconds(big.slug);
  const thousandth = await milliseconds(big.slug, `?cursor=${cursor}`);
  const searchOfFew = await milliseconds(small.slug, '?search=number+50');
  const search = await milliseconds(big.slug, '?search=number+77778');
  host.stop();
  await person.close();
  return [
    { what: 'members page among 100,000 people, against 100', value: first / ofFew, unit: 'x', aim: 1.3 },
    { what: 'members: page 1,000 against page 1', value: thousandth / first, unit: 'x', aim: 1.3 },
    {
      what: 'members: a search among 100,000, against 100',
      value: search / searchOfFew,
      unit: 'x',
      aim: 1.3,
    },
  ];
}

/** With Ada as its owner, since she is who signs in. */
async function addWorkspace(observer: pg.Client, count: number): Promise<{ id: string; slug: string }> {
  const [id, slug] = [randomUUID(), `crowd-${count}`];
  const ada = people.find(({ email }) => email === 'ada@acme.test')?.clerkUserId;
  await observer.query('insert into workspace (id, slug, name) values ($1, $2, $2)', [id, slug]);
  await observer.query(
    `insert into member (workspace_id, user_id, role) select $1, id, 'owner' from "user" where clerk_user_id = $2`,
    [id, ada],
  );
  await addManyMembers(observer, id, count * 2);
  return { id, slug };
}

async function cursorAt(observer: pg.Client, workspaceId: string, position: number): Promise<string> {
  const { rows } = await observer.query<{ at: string; id: string }>(
    `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id from member
      where workspace_id = $1 and role <> 'guest' order by created_at desc, id desc offset $2 limit 1`,
    [workspaceId, position - 1],
  );
  return Buffer.from(JSON.stringify([rows[0]?.at, rows[0]?.id])).toString('base64url');
}
