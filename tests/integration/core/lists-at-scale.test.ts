import { guestsSql, listGuests } from '@archipelago/core/members/list-guests';
import { listMembers, membersSql } from '@archipelago/core/members/list-members';
import { postsSql } from '@archipelago/core/posts/list-posts';
import { searchSql } from '@archipelago/core/search/search-sql';
import { searchPatterns, searchTerm } from '@archipelago/core/search/search-term';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { addManyMembers } from '../../support/many-members.ts';
import { addManyPosts } from '../../support/many-posts.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let big: MadeWorkspace;
/** Part of everybody's address but the owner's. */
let host: string;

beforeAll(async () => {
  product = await startOwnProduct();
  big = await makeWorkspace();
  ({ host } = await addManyMembers(product.database.observer, big.id, 100_000));
  await addManyPosts(product.database.observer, big.id, 100_000);
  // As autovacuum does by itself: until then new words wait in a list beside the index.
  await product.database.observer.query('vacuum member_search, post_search');
});
afterAll(() => product.stop());

/** Of 8 KB, that Postgres looked at, as the role of the running product: the same on every machine. */
async function pagesRead(sql: Prisma.Sql): Promise<number> {
  const [row] = await withWorkspace(big.id, (tx) =>
    rawQuery<{ 'QUERY PLAN': [{ Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }] }>(
      tx,
      Prisma.sql`explain (analyze, buffers, format json) ${sql}`,
    ),
  );
  const plan = row?.['QUERY PLAN'][0].Plan;
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
}

/** Reading all of `member` takes more than this, and each of the lists shows fifty people and three figures. */
const few = 1_500;

test.each([
  ['everybody', {}],
  ['one in fifty thousand', { search: 'Number 77778' }],
  ['one in a thousand', { search: 'ottoline' }],
  ['every one', { search: 'PERSON' }],
  ['nobody', { search: 'zebulon' }],
  ['two letters that begin every name', { search: 'pe' }],
  ['two letters that begin none', { search: 'zq' }],
  ['the only owner', { role: 'owner' as const }],
  ['admins, of whom there are none', { role: 'admin' as const }],
  ['members', { role: 'member' as const }],
])('the team among 100,000 people costs a few pages: %s', async (_, input) => {
  expect(await pagesRead(membersSql(big.id, input))).toBeLessThan(few);
});

test.each([
  ['everybody', {}],
  ['one of them', { search: '77777@' }],
  ['blocked ones, of whom there are none', { show: 'blocked' as const }],
])('the guests among 100,000 people cost a few pages: %s', async (_, input) => {
  expect(await pagesRead(guestsSql(big.id, input))).toBeLessThan(few);
});

test('the thousandth page costs what the first one does', async () => {
  const { rows } = await product.database.observer.query<{ at: string; id: string }>(
    `select to_char(created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, id from member
      where workspace_id = $1 and role <> 'guest' order by created_at desc, id desc offset 49950 limit 1`,
    [big.id],
  );
  const cursor = Buffer.from(JSON.stringify([rows[0]?.at, rows[0]?.id])).toString('base64url');
  const { items } = await listMembers(await contextFor(big.owner, big), { cursor });
  expect(items).toHaveLength(50);
  const first = await pagesRead(membersSql(big.id, {}));
  expect(await pagesRead(membersSql(big.id, { cursor }))).toBeLessThan(first * 1.3);
});

test('a search finds the same people through the index as by walking the list', async () => {
  const ctx = await contextFor(big.owner, big);
  const emails = async (search: string) =>
    (await listMembers(ctx, { search })).items.map(({ email }) => email);
  // Fifty of a hundred thousand: through the index. All of them: by walking.
  expect((await emails('ottoline')).map((email) => Number(email.split('@')[0]) % 1000)).toEqual(
    new Array(50).fill(0),
  );
  // Every other one is a guest.
  expect(await emails('number 7777')).toHaveLength(5);
  const page = await listMembers(ctx, { search: host });
  expect(page.items[0]?.email).toMatch(/^2@/);
  const next = await listMembers(ctx, { search: host, cursor: page.nextCursor ?? '' });
  expect(next.items[0]?.email).toMatch(/^102@/);
});

test('counting stops at a thousand, whoever is counted', async () => {
  const ctx = await contextFor(big.owner, big);
  expect((await listMembers(ctx, {})).teamCount).toBe(1_001);
  expect(await listGuests(ctx, {})).toMatchObject({ guestCount: 1_001, blockedCount: 0 });
});

test.each([
  ['all of them', {}],
  ['one in a hundred thousand', { search: 'entry 77778' }],
  ['one in a thousand', { search: 'LIGHTHOUSE' }],
  ['every one', { search: 'at sea' }],
  ['two letters that begin none', { search: 'zq' }],
  ['none', { search: 'zebulon' }],
])('the list of 100,000 posts costs a few pages: %s', async (_, input) => {
  expect(await pagesRead(postsSql(big.id, input))).toBeLessThan(few);
});

/** A thousand people and a thousand posts, looked up one by one. */
const manyMatches = 13_000;

test.each([
  ['one of each', 'number 77778', few],
  ['two letters that begin a few words', 'ot', few],
  ['what is in every thousandth post', 'lighthouse', few],
  ['nothing', 'zebulon', few],
  ['what is in every post', 'entry', manyMatches],
  ['everybody', 'person', manyMatches],
])('searching 100,000 people and as many posts costs a few pages: %s', async (_, q, most) => {
  expect(await pagesRead(searchSql(big.id, searchTerm(q), () => true))).toBeLessThan(most);
});

test.each([
  ['member_search', 'app.member_search', 'number 77778'],
  ['post_search', 'app.post_search', 'lighthouse'],
])(
  'below the policy of %s its index is used, whatever the plan knows of the pattern',
  async (table, setting, term) => {
    for (const mode of ['force_custom_plan', 'force_generic_plan']) {
      for (const pattern of searchPatterns(term)) {
        const plan = await withWorkspace(big.id, async (tx) => {
          await rawQuery(
            tx,
            Prisma.sql`select set_config(${setting}, ${pattern}, true), set_config('plan_cache_mode', ${mode}, true)`,
          );
          return rawQuery(tx, Prisma.sql`explain select from ${Prisma.raw(table)} limit 1000`);
        });
        expect(JSON.stringify(plan)).toContain(`${table}_text_idx`);
      }
    }
  },
);
