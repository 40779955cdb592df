import { addLink } from '@archipelago/core/navigation/add-link';
import { changeLink } from '@archipelago/core/navigation/change-link';
import { ownPathOf } from '@archipelago/core/navigation/link-fields';
import { moveLink } from '@archipelago/core/navigation/move-link';
import { mostOwnLinks } from '@archipelago/core/navigation/navigation';
import { removeLink } from '@archipelago/core/navigation/remove-link';
import { workspaceUrl } from '@archipelago/core/workspaces/workspace-url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeMember, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());

const as = (of: MadeWorkspace) => contextFor(of.owner, of);
const add = async (of: MadeWorkspace, label: string, address = 'https://tides.example/') =>
  addLink(await as(of), { label, address, spot: 'header' });
const linksOf = async (of: MadeWorkspace) => (await contextFor(null, of)).workspace.navigation;
const idsOf = async (of: MadeWorkspace) => (await linksOf(of)).map(({ id }) => id);
const jobsOf = async ({ id }: MadeWorkspace) =>
  (
    await product.database.observer.query(
      `select 1 from pgboss.job where name = 'purge-site' and data ->> 'workspaceId' = $1`,
      [id],
    )
  ).rowCount;

test('a link is added, audited, shown to visitors, and the copies of the site are called back', async () => {
  const acme = await makeWorkspace();
  const { linkId } = await add(acme, 'Tides');
  expect((await linksOf(acme)).at(-1)).toEqual({
    id: linkId,
    label: 'Tides',
    address: 'https://tides.example/',
    spot: 'header',
  });
  const { rows } = await product.database.observer.query(
    'select action, changes from audit_event where workspace_id = $1',
    [acme.id],
  );
  expect(rows).toEqual([
    { action: 'workspace.navigation_changed', changes: { added: { from: null, to: 'Tides' } } },
  ]);
  expect(await jobsOf(acme)).toBe(1);
});

test('links change places, and what is first or last stays', async () => {
  const acme = await makeWorkspace();
  const move = async (linkId: string, to: 'up' | 'down') => moveLink(await as(acme), { linkId, to });
  await move('posts', 'up');
  await move('contact', 'down');
  expect(await idsOf(acme)).toEqual(['posts', 'guestbook', 'newsletter', 'contact']);
  await move('posts', 'down');
  await move('contact', 'up');
  expect(await idsOf(acme)).toEqual(['guestbook', 'posts', 'contact', 'newsletter']);
});

test('a page of the site is renamed and hidden, and says its own name again', async () => {
  const acme = await makeWorkspace();
  const change = async (label: string, spot: 'header' | 'footer' | 'nowhere') =>
    changeLink(await as(acme), { linkId: 'posts', label, spot });
  await change('Diary', 'nowhere');
  expect((await linksOf(acme))[0]).toMatchObject({ label: 'Diary', spot: 'nowhere' });
  await change('', 'footer');
  expect((await linksOf(acme))[0]).toMatchObject({ label: '', spot: 'footer' });
});

test('a page of the site leads where it leads, and is never removed', async () => {
  const acme = await makeWorkspace();
  expect(await outcomeOf(removeLink(await as(acme), { linkId: 'posts' }))).toBe('CONFLICT');
  const moved = changeLink(await as(acme), {
    linkId: 'posts',
    label: '',
    address: '/elsewhere',
    spot: 'header',
  });
  expect(await outcomeOf(moved)).toBe('BAD_REQUEST');
  const nameless = await add(acme, 'Tides');
  const emptied = changeLink(await as(acme), { ...nameless, label: '', spot: 'header' });
  expect(await outcomeOf(emptied)).toBe('BAD_REQUEST');
});

test('an address of the workspace’s own site is kept as its path', async () => {
  const { workspace } = await as(await makeWorkspace());
  for (const path of ['/', '/posts/hello', '/guestbook?cursor=x#end'])
    expect(ownPathOf(workspaceUrl(workspace.slug, path), workspace)).toBe(path);
  for (const address of [
    'https://tides.example/',
    `${workspaceUrl(workspace.slug, '/').replace(/\/$/, '')}s/x`,
  ])
    expect(ownPathOf(address, workspace)).toBe(address);
});

test(`only ${mostOwnLinks} links are taken, however many are added at once`, async () => {
  const acme = await makeWorkspace();
  const outcomes = await Promise.all(Array.from({ length: 12 }, (_, n) => outcomeOf(add(acme, `Link ${n}`))));
  expect(outcomes.filter((outcome) => outcome === 'CONFLICT links-full')).toHaveLength(4);
  expect(await linksOf(acme)).toHaveLength(4 + mostOwnLinks);
});

test('two who arrange links at once both have what they did', async () => {
  const acme = await makeWorkspace();
  const { linkId } = await add(acme, 'Tides');
  await Promise.all([
    moveLink(await as(acme), { linkId, to: 'up' }),
    changeLink(await as(acme), { linkId: 'posts', label: 'Diary', spot: 'header' }),
    add(acme, 'Winds'),
  ]);
  const links = await linksOf(acme);
  expect(links.map(({ id, label }) => label || id)).toEqual([
    'Diary',
    'guestbook',
    'newsletter',
    'Tides',
    'contact',
    'Winds',
  ]);
});

test('a link of another workspace is not there, and members arrange nothing', async () => {
  const [acme, globex] = [await makeWorkspace(), await makeWorkspace()];
  const { linkId } = await add(acme, 'Tides');
  expect(await outcomeOf(removeLink(await as(globex), { linkId }))).toBe('NOT_FOUND link-unknown');
  const member = await makeMember(acme, 'member');
  const refused = removeLink(await contextFor(member, acme), { linkId });
  expect(await outcomeOf(refused)).toBe('FORBIDDEN');
  expect(await idsOf(acme)).toContain(linkId);
});

test('saving what is so is no change', async () => {
  const acme = await makeWorkspace();
  await changeLink(await as(acme), { linkId: 'posts', label: '', spot: 'header' });
  expect(await jobsOf(acme)).toBe(0);
});
