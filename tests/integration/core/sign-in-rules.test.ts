import '@archipelago/core/registry/all-operations';
import { type Permission, teamPermissions } from '@archipelago/core/access/permissions';
import { drain } from '@archipelago/core/jobs/drain';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { leaveWorkspace } from '@archipelago/core/members/leave-workspace';
import { listNotifications } from '@archipelago/core/notifications/list-notifications';
import { createPost } from '@archipelago/core/posts/create-post';
import { listPosts } from '@archipelago/core/posts/list-posts';
import { listPublishedPosts } from '@archipelago/core/posts/list-published-posts';
import { registered } from '@archipelago/core/registry/registry';
import { getSignInRules } from '@archipelago/core/sign-in-rules/get-sign-in-rules';
import { setSignInRules } from '@archipelago/core/sign-in-rules/set-sign-in-rules';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeRole,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from '../api/call-api.ts';

let product: OwnProduct;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
});

const oneStep = { secondFactor: false };
const twoSteps = { secondFactor: true };
const post = { title: 'A title', body: 'Words.', publish: false } as const;
const missing = 'FORBIDDEN second-factor';

async function requireStep(secondFactor: 'required' | 'optional', user = acme.owner): Promise<void> {
  await setSignInRules(await contextFor(user, acme, twoSteps), { secondFactor });
}

async function write(user: MadeUser, signIn: typeof oneStep): Promise<string> {
  return outcomeOf(createPost(await contextFor(user, acme, signIn), post));
}

async function postCount(): Promise<number> {
  const { rows } = await product.database.observer.query(
    'select count(*)::int as count from post where workspace_id = $1',
    [acme.id],
  );
  return rows[0].count;
}

describe('a required second step', () => {
  test('is asked of nobody before it is required, nor after it no longer is', async () => {
    expect(await write(acme.owner, oneStep)).toBe('done');
    await requireStep('required');
    expect(await write(acme.owner, oneStep)).toBe(missing);
    await requireStep('optional');
    expect(await write(acme.owner, oneStep)).toBe('done');
  });

  test.for(['owner', 'admin', 'member', 'custom role'] as const)(
    'closes every operation of the team to one who signed in without it: %s',
    async (role) => {
      await requireStep('required');
      const custom =
        role === 'custom role' ? { customRoleId: (await makeRole(acme, ['posts:write'])).id } : {};
      const person =
        role === 'owner'
          ? acme.owner
          : await makeMember(acme, role === 'custom role' ? 'member' : role, undefined, custom);
      const context = await contextFor(person, acme, oneStep);
      const ofTheTeam = registered().filter(
        ({ scope, permission }) =>
          scope === 'workspace' && teamPermissions.includes(permission as Permission),
      );
      expect(ofTheTeam.length).toBeGreaterThan(60);
      for (const { name, call } of ofTheTeam) {
        expect([name, await outcomeOf(call(context as never, {} as never))]).toEqual([name, missing]);
      }
      expect(await write(person, twoSteps)).toBe('done');
    },
  );

  test('counts from the moment it is required, also for a request that began before', async () => {
    const began = await contextFor(acme.owner, acme, oneStep);
    await requireStep('required');
    expect(await outcomeOf(createPost(began, post))).toBe(missing);
    expect(await postCount()).toBe(0);
  });

  test('says what is missing, and that it is set up in the profile', async () => {
    await requireStep('required');
    const refused = listPosts(await contextFor(acme.owner, acme, oneStep), {});
    await expect(refused).rejects.toThrow(/second step.+profile.+sign out and in again/);
  });

  test('leaves the public site and its guests alone, and lets everybody leave', async () => {
    const [guest, member, stranger] = [
      await makeMember(acme, 'guest'),
      await makeMember(acme, 'member'),
      await makeUser(),
    ];
    await requireStep('required');
    for (const person of [null, guest, member]) {
      const read = listPublishedPosts(await contextFor(person, acme, oneStep), {});
      expect(await outcomeOf(read)).toBe('done');
    }
    expect(await outcomeOf(joinAsGuest(await contextFor(stranger, acme, oneStep), {}))).toBe('done');
    expect(await outcomeOf(listPosts(await contextFor(guest, acme, oneStep), {}))).toBe('NOT_FOUND');
    for (const person of [guest, member]) {
      expect(await outcomeOf(leaveWorkspace(await contextFor(person, acme, oneStep), {}))).toBe('done');
    }
  });

  test('is not asked of programs: a key goes on doing what its scopes allow', async () => {
    const { token } = await makeApiKey(acme, { scopes: ['posts:write', 'posts:read'] });
    await requireStep('required');
    const made = await callApi('POST', '/posts', { token, body: { title: 'By a key', body: 'Words.' } });
    expect([made.status, (await callApi('GET', '/posts', { token })).status]).toEqual([201, 200]);
  });

  test('does not widen what a role allows', async () => {
    const member = await makeMember(acme, 'member');
    await requireStep('required');
    const context = await contextFor(member, acme, twoSteps);
    expect(await outcomeOf(setSignInRules(context, { secondFactor: 'optional' }))).toBe('FORBIDDEN');
  });
});

describe('who decides', () => {
  test('owners and admins do, and nobody who would lock themselves out', async () => {
    const admin = await makeMember(acme, 'admin');
    const asked = setSignInRules(await contextFor(admin, acme, oneStep), { secondFactor: 'required' });
    expect(await outcomeOf(asked)).toBe('CONFLICT own-sign-in');
    await requireStep('required', admin);
    expect((await getSignInRules(await contextFor(admin, acme, twoSteps), {})).secondFactor).toBe(true);
  });

  test('the change is recorded once, and not when nothing changed', async () => {
    await requireStep('required');
    await requireStep('required');
    const { rows } = await product.database.observer.query(
      'select action, changes from audit_event where workspace_id = $1',
      [acme.id],
    );
    expect(rows).toEqual([
      {
        action: 'workspace.sign_in_rules_changed',
        changes: { 'second step': { from: 'optional', to: 'required' } },
      },
    ]);
  });

  test('the rest of the team is told of it, and of nothing when it ends', async () => {
    const alan = await makeMember(acme, 'member');
    await requireStep('required');
    await requireStep('optional');
    await drain(['workspace-event'], new Date(Date.now() + 20_000));
    const told = async (user: MadeUser) =>
      (await listNotifications(await contextFor(user, acme), {})).items.map(({ text }) => text);
    expect(await told(alan)).toEqual([`${acme.owner.name} asked the team for a second step at sign-in`]);
    expect(await told(acme.owner)).toEqual([]);
  });

  test('they see who on the team has not set it up, and no guest among them', async () => {
    const ready = await makeMember(acme, 'admin');
    await product.database.observer.query('update "user" set has_second_factor = true where id = $1', [
      ready.userId,
    ]);
    const late = await makeMember(acme, 'member');
    await makeMember(acme, 'guest');
    const { team } = await getSignInRules(await contextFor(acme.owner, acme), {});
    expect(team).toMatchObject({ people: 3, ready: 1 });
    expect(team.missing.map(({ name }) => name).sort()).toEqual([acme.owner.name, late.name].sort());
  });
});
