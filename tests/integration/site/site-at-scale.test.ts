import { guestbookSql } from '@archipelago/core/guestbook/list-guestbook';
import { inquiriesSql } from '@archipelago/core/inquiries/list-inquiries';
import { subscribersSql } from '@archipelago/core/newsletter/list-subscribers';
import { writeCursor } from '@archipelago/core/paging/keyset';
import { publishedPostsSql } from '@archipelago/core/posts/list-published-posts';
import { postReactionsSql } from '@archipelago/core/reactions/post-reactions-sql';
import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MadeWorkspace, makeMember, makePost, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string };
let reader: string;

beforeAll(async () => {
  product = await startOwnProduct();
  acme = await makeWorkspace();
  post = await makePost(acme, { status: 'published' });
  reader = (await makeMember(acme, 'guest')).userId;
  const fill = async (sql: string, values: unknown[]) => product.database.observer.query(sql, values);
  // Nine of ten are comments below the post, and half of the rest waits.
  await fill(
    `insert into comment (workspace_id, post_id, author_user_id, body, state, held_reason, created_at)
      select $1, case when n % 10 > 0 then $3::uuid end, $2, 'Number ' || n,
        case when n % 20 = 0 then 'held' else 'visible' end::comment_state,
        case when n % 20 = 0 then 'first' end::comment_held_reason, now() - make_interval(secs => n)
      from generate_series(1, 40000) n`,
    [acme.id, acme.owner.userId, post.id],
  );
  await fill(
    `insert into inquiry (workspace_id, name, email, subject, state, closed_at, created_at)
      select $1, 'Nadia', 'nadia@example.test', 'Number ' || n,
        case n % 100 when 0 then 'open' when 1 then 'spam' else 'closed' end::inquiry_state,
        case when n % 100 > 1 then now() end, now() - make_interval(secs => n) from generate_series(1, 20000) n`,
    [acme.id],
  );
  await fill(
    `insert into inquiry_message (workspace_id, inquiry_id, direction, body)
      select workspace_id, id, 'received', 'Words' from inquiry where workspace_id = $1`,
    [acme.id],
  );
  await fill(
    `insert into newsletter_subscriber (workspace_id, email, state, source, confirmed_at, created_at)
      select $1, 'reader-' || n || '@example.test',
        case n % 100 when 0 then 'waiting' else 'subscribed' end::subscriber_state, 'form', now(),
        now() - make_interval(secs => n) from generate_series(1, 40000) n`,
    [acme.id],
  );
  await fill(
    `insert into post (workspace_id, author_user_id, slug, title, body, status, published_at)
      select $1, $2, 'post-number-' || n, 'Number ' || n, repeat('word ', 400), 'published',
        now() - make_interval(hours => n) from generate_series(1, 3000) n`,
    [acme.id, acme.owner.userId],
  );
  await product.database.observer.query(
    'analyze post, comment, inquiry, inquiry_message, newsletter_subscriber',
  );
}, 120_000);
afterAll(() => product.stop());

/** Of 8 KB, that Postgres looked at, as the role of the running product: the same on every machine. */
async function pagesRead(sql: Prisma.Sql): Promise<number> {
  const [row] = await withWorkspace(acme.id, (tx) =>
    rawQuery<{ 'QUERY PLAN': [{ Plan: Record<'Shared Hit Blocks' | 'Shared Read Blocks', number> }] }>(
      tx,
      Prisma.sql`explain (analyze, buffers, format json) ${sql}`,
    ),
  );
  const plan = row?.['QUERY PLAN'][0].Plan;
  return (plan?.['Shared Hit Blocks'] ?? 0) + (plan?.['Shared Read Blocks'] ?? 0);
}

test.each([
  ['to a visitor', false, false],
  ['to somebody signed in', true, false],
  ['their own entries', true, true],
] as const)('a page of the guestbook is a few pages of the table: %s', async (_, isKnown, mine) => {
  const sql = guestbookSql(acme.id, { userId: isKnown ? reader : null, mine });
  expect(await pagesRead(sql)).toBeLessThan(500);
});

test.each(['open', 'closed', 'spam'] as const)('a page of the inbox is a few pages: %s', async (state) => {
  const sql = inquiriesSql(acme.id, { state, mine: false, userId: reader });
  expect(await pagesRead(sql)).toBeLessThan(700);
});

test.each([undefined, 'further on'])(
  'the list of the site is a few pages, whatever was written: %s',
  async (where) => {
    const cursor = where && writeCursor('2026-01-01T00:00:00.000000Z', post.id);
    const sql = publishedPostsSql(acme.id, { readable: ['everyone'], cursor });
    expect(await pagesRead(sql)).toBeLessThan(150);
  },
);

test('what a post is liked is read from one row', async () => {
  const sql = postReactionsSql(acme.id, Prisma.sql`${post.id}::uuid`, reader);
  expect(await pagesRead(Prisma.sql`select ${sql} as reactions`)).toBeLessThan(20);
});

test.each([
  ['all of them', {}],
  ['of one state', { state: 'waiting' }],
  ['by how an address begins', { search: 'reader-3999' }],
] as const)('a page of the subscribers is a few pages: %s', async (_, asked) => {
  expect(await pagesRead(subscribersSql(acme.id, asked, 50))).toBeLessThan(200);
});
