import { listMembers } from '@archipelago/core/members/list-members';
import { createPost } from '@archipelago/core/posts/create-post';
import { listPosts } from '@archipelago/core/posts/list-posts';
import { updatePost } from '@archipelago/core/posts/update-post';
import { type Found, searchWorkspace } from '@archipelago/core/search/search-workspace';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeApiKey, makeDomain, makeWebhook } from '../../support/connection-factories.ts';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makePost,
  makeRole,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

/** The names of what a person finds, kind by kind; kinds without a hit are left out. */
async function find(user: MadeUser, workspace: MadeWorkspace, q: string): Promise<Record<string, string[]>> {
  const found = await searchWorkspace(await contextFor(user, workspace), { q });
  const names = Object.entries(found).map(([kind, { items }]) => [kind, items.map(nameOf)] as const);
  return Object.fromEntries(names.filter(([, items]) => items.length > 0));
}

function nameOf(item: Found[keyof Found]['items'][number]): string {
  if ('title' in item) return item.title;
  if ('host' in item) return item.host;
  if ('url' in item) return item.description;
  return 'name' in item ? item.name : item.email;
}

/** One thing of every kind that carries the word. */
async function furnish(word: string): Promise<MadeWorkspace> {
  const workspace = await makeWorkspace({ plan: 'business' });
  await makeMember(workspace, 'member', await makeUser({ name: `Team ${word}` }));
  await makeMember(workspace, 'guest', await makeUser({ name: `Guest ${word}` }));
  await makePost(workspace, { title: `Post ${word}` });
  await makeInvitation(workspace, { email: `${word}@example.test` });
  await makeRole(workspace, ['members:read'], { name: `Role ${word}` });
  await makeDomain(workspace, { host: `${word}.example.localhost` });
  await makeApiKey(workspace, { name: `Key ${word}` });
  await makeWebhook(workspace, { description: `Hook ${word}` });
  return workspace;
}

describe('a search', () => {
  test('finds things of every kind, of its own workspace alone', async () => {
    const [here, there] = [await furnish('krakatoa'), await furnish('krakatoa')];
    expect(await find(here.owner, here, 'Krakatoa')).toEqual({
      members: ['Team krakatoa'],
      guests: ['Guest krakatoa'],
      posts: ['Post krakatoa'],
      invitations: ['krakatoa@example.test'],
      roles: ['Role krakatoa'],
      domains: ['krakatoa.example.localhost'],
      apiKeys: ['Key krakatoa'],
      webhooks: ['Hook krakatoa'],
    });
    expect(Object.keys(await find(there.owner, there, 'krakatoa'))).toHaveLength(8);
    expect(await find(there.owner, there, here.owner.email)).toEqual({});
  });

  test('finds only what the searcher may see', async () => {
    const workspace = await furnish('tambora');
    const kinds = async (permissions: Parameters<typeof makeRole>[1]) => {
      const role = await makeRole(workspace, permissions);
      const person = await makeMember(workspace, 'member', undefined, { customRoleId: role.id });
      return Object.keys(await find(person, workspace, 'tambora')).sort();
    };
    expect(await kinds(['dashboard:view'])).toEqual([]);
    expect(await kinds(['posts:read'])).toEqual(['posts']);
    expect(await kinds(['members:read'])).toEqual(['guests', 'invitations', 'members', 'roles']);
    expect(await kinds(['domains:manage'])).toEqual(['domains']);
    expect(await kinds(['api-keys:manage'])).toEqual(['apiKeys']);
    expect(await kinds(['webhooks:manage'])).toEqual(['webhooks']);
    const member = await makeMember(workspace, 'member');
    expect(Object.keys(await find(member, workspace, 'tambora')).sort()).toEqual([
      'guests',
      'invitations',
      'members',
      'posts',
      'roles',
    ]);
    const guest = await makeMember(workspace, 'guest');
    await expect(find(guest, workspace, 'tambora')).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });

  test('puts a name that begins so before one that has such a word, and that before any other', async () => {
    const workspace = await makeWorkspace();
    for (const name of ['Nevada', 'Grace Ada', 'Ada Lovelace', 'Zoe']) {
      const email = `${name === 'Zoe' ? 'ada.zoe' : name.replace(' ', '-').toLowerCase()}-x@example.test`;
      await makeMember(workspace, 'member', await makeUser({ name, email }));
    }
    expect(await find(workspace.owner, workspace, 'ada')).toEqual({
      members: ['Ada Lovelace', 'Grace Ada', 'Zoe', 'Nevada'],
    });
    expect(await find(workspace.owner, workspace, 'ad')).toEqual({
      members: ['Ada Lovelace', 'Grace Ada', 'Zoe'],
    });
    expect(await find(workspace.owner, workspace, 'a')).toEqual({});
  });

  test('cares for neither case nor accents nor widths, and takes every sign literally', async () => {
    const workspace = await makeWorkspace();
    await makeMember(workspace, 'member', await makeUser({ name: 'José Ørsted' }));
    await makePost(workspace, { title: 'Ångström, 100 % of it' });
    await makePost(workspace, { title: 'Snake_case\\path' });
    const { owner } = workspace;
    for (const q of ['jose', 'JOSÉ', 'jose\u0301', 'ｊｏｓｅ', 'ørsted']) {
      expect(await find(owner, workspace, q), q).toEqual({ members: ['José Ørsted'] });
    }
    for (const q of ['angstrom', '100 %', '０ %']) {
      expect(await find(owner, workspace, q), q).toEqual({ posts: ['Ångström, 100 % of it'] });
    }
    for (const q of ['e_c', 'e\\p', 'case\\']) {
      expect(await find(owner, workspace, q), q).toEqual({ posts: ['Snake_case\\path'] });
    }
    for (const q of ['j_se', 'j%e', '%', '__', '％％', "'); drop table post; --"]) {
      expect(await find(owner, workspace, q), q).toEqual({});
    }
  });

  test('puts a post that is called so before one that begins so', async () => {
    const workspace = await makeWorkspace();
    const ctx = await contextFor(workspace.owner, workspace);
    await createPost(ctx, { title: 'The old mole', body: 'Stones.', publish: false });
    await createPost(ctx, { title: 'A walk', body: 'Out on the mole.', publish: false });
    expect(await find(workspace.owner, workspace, 'mole')).toEqual({ posts: ['The old mole', 'A walk'] });
  });

  test('shows eight of a kind and says that there are more', async () => {
    const workspace = await makeWorkspace();
    for (let n = 0; n < 9; n += 1) await makePost(workspace, { title: `Tide table ${n}` });
    const search = async (q: string) => searchWorkspace(await contextFor(workspace.owner, workspace), { q });
    const { posts } = await search('tide');
    expect(posts.items).toHaveLength(8);
    expect(posts.hasMore).toBe(true);
    expect((await search('table 4')).posts).toMatchObject({
      items: [{ title: 'Tide table 4' }],
      hasMore: false,
    });
    expect(
      (await listPosts(await contextFor(workspace.owner, workspace), { search: 'tide' })).items,
    ).toHaveLength(9);
  });

  test('finds a post by what it is called now', async () => {
    const workspace = await makeWorkspace();
    const ctx = await contextFor(workspace.owner, workspace);
    const { id } = await createPost(ctx, { title: 'Low water', body: 'The mud shines.', publish: false });
    expect(await find(workspace.owner, workspace, 'mud shi')).toEqual({ posts: ['Low water'] });
    await updatePost(ctx, { postId: id, title: 'High water', body: 'The quay is wet.' });
    expect(await find(workspace.owner, workspace, 'low water')).toEqual({});
    expect(await find(workspace.owner, workspace, 'quay')).toEqual({ posts: ['High water'] });
  });

  test('leaves out invitations that were answered, and keys that were revoked', async () => {
    const workspace = await makeWorkspace({ plan: 'business' });
    await makeInvitation(workspace, { email: 'etna@example.test', revokedAt: new Date() });
    await makeInvitation(workspace, { email: 'aetna@example.test' });
    await makeApiKey(workspace, { name: 'Etna', revokedAt: new Date() });
    expect(await find(workspace.owner, workspace, 'etna')).toEqual({});
  });

  test('is one statement besides the transaction', async () => {
    const workspace = await makeWorkspace();
    const ctx = await contextFor(workspace.owner, workspace);
    const before = await product.statements();
    await searchWorkspace(ctx, { q: 'anything' });
    expect((await product.statements()) - before).toBeLessThanOrEqual(3);
  });
});

test('the lists find accents and beginnings as the search does', async () => {
  const workspace = await makeWorkspace();
  await makeMember(workspace, 'member', await makeUser({ name: 'Zoë Quist', email: 'zq@example.test' }));
  const ctx = await contextFor(workspace.owner, workspace);
  for (const search of ['zoe', 'QU', 'q', 'zq@']) {
    expect(
      (await listMembers(ctx, { search })).items.map(({ name }) => name),
      search,
    ).toEqual(['Zoë Quist']);
  }
  expect((await listMembers(ctx, { search: 'ui' })).items).toEqual([]);
});
