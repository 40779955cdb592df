import { createPost } from '@archipelago/core/posts/create-post';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import { contextFor, makeInvitation, makeMember, makePost, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from './call-api.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

const lists = ['/posts', '/members', '/invitations', '/audit-events'];

/** A workspace with seven entries in each list. */
async function sevenOfEach() {
  const workspace = await makeWorkspace({ plan: 'pro', seats: 20 });
  const { token } = await makeApiKey(workspace);
  const ctx = await contextFor(workspace.owner, workspace);
  for (let count = 0; count < 7; count += 1) {
    await createPost(ctx, { title: `Tide ${count}`, body: 'High.' });
    await makeInvitation(workspace);
    if (count > 0) await makeMember(workspace, 'member');
  }
  return { workspace, token };
}

/** The ids of every page, by following the Link of each as it is. */
async function followLinks(first: string, token: string): Promise<string[][]> {
  const pages: string[][] = [];
  for (let next: string | undefined = first; next !== undefined; ) {
    const answer = await callApi('GET', next, { token });
    expect(answer.status).toBe(200);
    pages.push(answer.json.items.map(({ id }: { id: string }) => id));
    const link = answer.headers.get('link');
    expect(link === null).toBe(answer.json.nextCursor === null);
    next = link === null ? undefined : /^<\/api\/v1(\/[^>]+)>; rel="next"$/.exec(link)?.[1];
    if (link !== null)
      expect(new URLSearchParams(next?.split('?')[1]).get('cursor')).toBe(answer.json.nextCursor);
  }
  return pages;
}

test('following Link shows every entry of every list once, in the order of one long page', async () => {
  const { token } = await sevenOfEach();
  for (const list of lists) {
    const whole = await callApi('GET', `${list}?limit=100`, { token });
    const pages = await followLinks(`${list}?limit=3`, token);
    expect(
      pages.map(({ length }) => length),
      list,
    ).toEqual([3, 3, 1]);
    expect(pages.flat(), list).toEqual(whole.json.items.map(({ id }: { id: string }) => id));
  }
});

test('a page link keeps what the list was narrowed by', async () => {
  const workspace = await makeWorkspace();
  const { token } = await makeApiKey(workspace);
  const drafts = new Set<string>();
  for (let count = 0; count < 5; count += 1) {
    drafts.add((await makePost(workspace)).id);
    await makePost(workspace, { status: 'published' });
  }
  const pages = await followLinks('/posts?status=draft&limit=2', token);
  expect(new Set(pages.flat())).toEqual(drafts);
  expect(pages).toHaveLength(3);
});

test('entries of one moment are neither skipped nor told twice', async () => {
  const { workspace, token } = await sevenOfEach();
  await product.database.observer.query(
    `update post set created_at = '2026-01-01T00:00:00.123456Z' where workspace_id = $1`,
    [workspace.id],
  );
  const ids = (await followLinks('/posts?limit=2', token)).flat();
  expect(ids).toHaveLength(7);
  expect(new Set(ids).size).toBe(7);
});

test('a page has from one to a hundred entries, and says so when it is asked for another number', async () => {
  const { token } = await makeApiKey(await makeWorkspace());
  for (const list of lists) {
    for (const good of ['1', '100']) {
      expect((await callApi('GET', `${list}?limit=${good}`, { token })).status, list).toBe(200);
    }
    for (const bad of ['0', '-1', '101', '1.5', '1e1', '', 'many', '99999999999999999999']) {
      const answer = await callApi('GET', `${list}?limit=${bad}`, { token });
      expect(answer.status, `${list} ${bad}`).toBe(400);
      expect(answer.json.fields.limit, bad).toMatch(/entr|whole number/);
    }
  }
});

test('a damaged cursor, or one with a moment that cannot be, is refused', async () => {
  const { token } = await makeApiKey(await makeWorkspace());
  const id = '0198c0de-0000-4000-8000-000000000000';
  const written = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const bad = [
    'x',
    written([]),
    written(['2026-01-01T00:00:00.000000Z', "' or true"]),
    written(['0000-01-01T00:00:00.000000Z', id]),
    written(['2026-02-30T00:00:00.000000Z', id]),
    written(['infinity', id]),
    'x'.repeat(201),
  ];
  for (const list of lists) {
    for (const cursor of bad) {
      const answer = await callApi('GET', `${list}?cursor=${cursor}`, { token });
      expect([answer.status, answer.json.code], `${list} ${cursor}`).toEqual([400, 'BAD_REQUEST']);
    }
  }
});

test('a cursor of another workspace shows nothing of it', async () => {
  const [here, there] = [await sevenOfEach(), await sevenOfEach()];
  const { json } = await callApi('GET', '/posts?limit=1', { token: there.token });
  const own = await callApi('GET', '/posts', { token: here.token });
  const known = own.json.items.map(({ id }: { id: string }) => id);
  const mixed = await callApi('GET', `/posts?cursor=${json.nextCursor}`, { token: here.token });
  for (const { id } of mixed.json.items) expect(known).toContain(id);
});

test.each(['from', 'to'])('a day of the year nought is refused in %s', async (field) => {
  const { token } = await makeApiKey(await makeWorkspace());
  const answer = await callApi('GET', `/audit-events?${field}=0000-01-01`, { token });
  expect(answer.status).toBe(400);
  expect(Object.keys(answer.json.fields)).toEqual([field]);
});
