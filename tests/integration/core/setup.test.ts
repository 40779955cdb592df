import { describeWorkspace } from '@archipelago/core/setup/describe-workspace';
import { hideSetup } from '@archipelago/core/setup/hide-setup';
import { getOverview } from '@archipelago/core/workspaces/get-overview';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makeMember, makeWorkspace } from '../../support/factories.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace();
});

async function events(action: string): Promise<number> {
  const { rows } = await product.database.observer.query(
    'select count(*)::int as count from audit_event where workspace_id = $1 and action = $2',
    [acme.id, action],
  );
  return rows[0].count;
}

test('the list of what to set up is put away for the workspace, and brought back; twice is once', async () => {
  const ctx = await contextFor(acme.owner, acme);
  expect(ctx.workspace.isSetupHidden).toBe(false);
  for (const hidden of ['yes', 'yes', 'no', 'yes'] as const) await hideSetup(ctx, { hidden });
  const admin = await makeMember(acme, 'admin');
  expect((await contextFor(admin, acme)).workspace.isSetupHidden).toBe(true);
  expect(await events('workspace.setup_list_changed')).toBe(3);
});

test('describing a workspace changes nothing else of it, and the same again is not recorded', async () => {
  const ctx = await contextFor(acme.owner, acme);
  const said = { tagline: 'Here', timeZone: 'Europe/Oslo', accent: '#112233' };
  await describeWorkspace(ctx, said);
  await describeWorkspace(ctx, said);
  expect((await contextFor(acme.owner, acme)).workspace).toMatchObject({ ...said, name: acme.name });
  expect(await events('workspace.updated')).toBe(1);
});

test('each step is done by what is so, not by having been clicked', async () => {
  const checklist = async () => (await getOverview(await contextFor(acme.owner, acme), {})).checklist;
  expect(await checklist()).toMatchObject({ secondAdmin: false, guestJoined: false, brandingSet: false });
  const admin = await makeMember(acme, 'admin');
  await makeMember(acme, 'guest');
  await describeWorkspace(await contextFor(admin, acme), { tagline: '', timeZone: 'UTC', accent: '#112233' });
  expect(await checklist()).toMatchObject({ secondAdmin: true, guestJoined: true, brandingSet: true });
});
