import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadRequestContext } from '@archipelago/core/context/load-context';
import { provisionWorkspace } from '@archipelago/core/identity/provision-workspace';
import { syncUser } from '@archipelago/core/identity/sync-user';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { changeMemberRole } from '@archipelago/core/members/change-member-role';
import { leaveWorkspace } from '@archipelago/core/members/leave-workspace';
import { acceptOwnership } from '@archipelago/core/ownership/accept-ownership';
import { localSecrets } from '@archipelago/local-cloud/app-environment';
import { type LocalClerk, startClerk } from '@archipelago/local-cloud/clerk/start-clerk';
import { svixHeaders } from '@archipelago/local-cloud/clerk/webhooks/svix-signature';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  contextFor,
  makeMember,
  makeRole,
  makeTransfer,
  makeUser,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let clerk: LocalClerk;
const dataDirectory = mkdtempSync(join(tmpdir(), 'archipelago-clerk-'));

beforeAll(async () => {
  clerk = await startClerk({
    port: 0,
    dataDirectory,
    webhook: { url: 'http://127.0.0.1:9/', secret: localSecrets.clerkWebhookSecret },
    sendMail: async () => {},
    seed: { password: 'correct-horse-battery', people: [], workspaces: [] },
  });
  product = await startOwnProduct({ environment: { CLERK_API_URL: clerk.bapiUrl }, runsJobs: true });
});
afterAll(async () => {
  await product.stop();
  await clerk.stop();
  rmSync(dataDirectory, { recursive: true, force: true });
});

async function backend(method: string, path: string, body?: object) {
  const response = await fetch(`${clerk.bapiUrl}/v1${path}`, {
    method,
    headers: { authorization: `Bearer ${localSecrets.clerkSecretKey}`, 'content-type': 'application/json' },
    body: body ? JSON.stringify(body) : undefined,
  });
  if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
  return response.json();
}

async function personAtClerk(firstName = 'Ada'): Promise<{ clerkUserId: string; email: string }> {
  const email = `${unique('person-')}@example.test`;
  const { id } = await backend('POST', '/users', {
    email_address: [email],
    first_name: firstName,
    last_name: 'Lovelace',
  });
  return { clerkUserId: id, email };
}

async function copyOf(clerkUserId: string) {
  const { rows } = await product.database.observer.query('select * from "user" where clerk_user_id = $1', [
    clerkUserId,
  ]);
  return rows[0];
}

async function deliver(event: object, over: { secret?: string; secondsAgo?: number; body?: string } = {}) {
  const body = JSON.stringify(event);
  const at = Date.now() - (over.secondsAgo ?? 0) * 1000;
  const headers = svixHeaders(over.secret ?? localSecrets.clerkWebhookSecret, unique('msg_'), body, at);
  return fetch(`${product.site.url}/api/webhooks/clerk`, {
    method: 'POST',
    headers,
    body: over.body ?? body,
  });
}

const userUpdated = (id: string, data: object = {}) => ({
  type: 'user.updated',
  object: 'event',
  data: { id, ...data },
});

describe('a person Clerk knows and we do not', () => {
  test('is copied on their first request, once however many come at once', async () => {
    const { clerkUserId, email } = await personAtClerk();
    const request = { requestId: 'req', ip: null, country: null };
    const loaded = await Promise.all(
      [1, 2, 3].map(() => loadRequestContext({ slug: null, clerkUserId, request })),
    );
    for (const { person } of loaded) {
      expect(person.actor).toMatchObject({
        kind: 'user',
        clerkUserId,
        email,
        name: 'Ada Lovelace',
        operator: false,
      });
    }
  });

  test('is nobody when Clerk does not know them either', async () => {
    const { person } = await loadRequestContext({
      slug: null,
      clerkUserId: 'user_unknown',
      request: { requestId: 'req', ip: null, country: null },
    });
    expect(person.actor).toEqual({ kind: 'anonymous' });
  });
});

describe('a webhook', () => {
  test('brings what Clerk says when asked, whatever the payload says', async () => {
    const { clerkUserId, email } = await personAtClerk('Grace');
    const lie = { first_name: 'Mallory', email_addresses: [{ email_address: 'mallory@evil.test' }] };
    expect((await deliver(userUpdated(clerkUserId, lie))).status).toBe(202);
    await product.site.settled();
    expect(await copyOf(clerkUserId)).toMatchObject({ name: 'Grace Lovelace', email });
  });

  test('that says somebody was deleted removes nobody whom Clerk still has', async () => {
    const { clerkUserId } = await personAtClerk();
    await deliver({ type: 'user.deleted', object: 'event', data: { id: clerkUserId, deleted: true } });
    await product.site.settled();
    expect(await copyOf(clerkUserId)).toMatchObject({ deleted_at: null });
  });

  test.each([
    ['signed with another secret', { secret: `whsec_${Buffer.from('somebody-else').toString('base64')}` }],
    ['whose body was changed', { body: '{"type":"user.updated","object":"event","data":{"id":"user_x"}}' }],
    ['that is ten minutes old', { secondsAgo: 600 }],
    ['from ten minutes ahead', { secondsAgo: -600 }],
  ])('%s is refused and starts nothing', async (_, over) => {
    const { clerkUserId } = await personAtClerk();
    expect((await deliver(userUpdated(clerkUserId), over)).status).toBe(400);
    await product.site.settled();
    expect(await copyOf(clerkUserId)).toBeUndefined();
  });

  test('without a signature is refused; one about something else is taken and does nothing', async () => {
    const unsigned = await fetch(`${product.site.url}/api/webhooks/clerk`, { method: 'POST', body: '{}' });
    expect(unsigned.status).toBe(400);
    expect(
      (await deliver({ type: 'organization.created', object: 'event', data: { id: 'org_1' } })).status,
    ).toBe(200);
  });

  test('is not acknowledged while its job cannot be kept', async () => {
    const { clerkUserId } = await personAtClerk();
    await product.database.goDown();
    const refused = await deliver(userUpdated(clerkUserId));
    await product.database.comeBack();
    expect(refused.status).toBeGreaterThanOrEqual(500);
    expect((await deliver(userUpdated(clerkUserId))).status).toBe(202);
    await product.site.settled();
    expect(await copyOf(clerkUserId)).toBeDefined();
  });
});

describe('a person deleted at Clerk', () => {
  test('leaves their workspaces, which say so; the only owner of one keeps that place', async () => {
    const { clerkUserId } = await personAtClerk();
    await syncUser(clerkUserId);
    const { id: userId, name, email } = await copyOf(clerkUserId);
    const person = { userId, clerkUserId, name, email };
    const own = await makeWorkspace({ owner: person });
    const other = await makeWorkspace();
    await makeMember(other, 'owner', person);
    const visited = await makeWorkspace();
    await joinAsGuest(await contextFor(person, visited), {});
    await backend('DELETE', `/users/${clerkUserId}`);
    await syncUser(clerkUserId);
    await syncUser(clerkUserId);
    const { rows } = await product.database.observer.query(
      'select workspace_id from member where user_id = $1',
      [userId],
    );
    expect(rows).toEqual([{ workspace_id: own.id }]);
    const audit = await product.database.observer.query(
      `select workspace_id from audit_event where action = 'member.removed' and target_id = $1`,
      [userId],
    );
    expect(audit.rows.map((row) => row.workspace_id).sort()).toEqual([other.id, visited.id].sort());
    expect((await copyOf(clerkUserId)).deleted_at).toBeInstanceOf(Date);
    expect((await contextFor(person, own)).actor).toEqual({ kind: 'anonymous' });
  });
});

describe('provisioning', () => {
  async function personHere() {
    const { clerkUserId } = await personAtClerk();
    await syncUser(clerkUserId);
    const { id: userId, name, email } = await copyOf(clerkUserId);
    return { userId, clerkUserId, name, email };
  }

  async function membersAtClerk(organizationId: string) {
    const { data } = await backend('GET', `/organizations/${organizationId}/memberships?limit=100`);
    return Object.fromEntries(
      data.map((item: { role: string; public_user_data: { user_id: string } }) => [
        item.public_user_data.user_id,
        item.role,
      ]),
    );
  }

  async function organizationOf(workspaceId: string): Promise<string> {
    const { rows } = await product.database.observer.query(
      'select clerk_organization_id as id from workspace where id = $1',
      [workspaceId],
    );
    return rows[0].id;
  }

  test('makes one organization with the team in it, guests left out, however often it runs', async () => {
    const owner = await personHere();
    const workspace = await makeWorkspace({ owner });
    const member = await makeMember(workspace, 'member', await personHere());
    await makeMember(workspace, 'guest', await personHere());
    await provisionWorkspace(workspace.id);
    await provisionWorkspace(workspace.id);
    const organizationId = await organizationOf(workspace.id);
    expect(await membersAtClerk(organizationId)).toEqual({
      [owner.clerkUserId]: 'org:admin',
      [member.clerkUserId]: 'org:member',
    });
  });

  test('finds the organization of an attempt that was cut off before it could write it down', async () => {
    const owner = await personHere();
    const workspace = await makeWorkspace({ owner });
    await provisionWorkspace(workspace.id);
    const organizationId = await organizationOf(workspace.id);
    await product.database.observer.query('update workspace set clerk_organization_id = null where id = $1', [
      workspace.id,
    ]);
    await provisionWorkspace(workspace.id);
    expect(await organizationOf(workspace.id)).toBe(organizationId);
  });

  test('follows the team: a role changed, a person gone', async () => {
    const owner = await personHere();
    const workspace = await makeWorkspace({ owner });
    const second = await makeMember(workspace, 'admin', await personHere());
    await provisionWorkspace(workspace.id);
    await product.database.observer.query(`delete from member where workspace_id = $1 and user_id = $2`, [
      workspace.id,
      second.userId,
    ]);
    const third = await makeMember(workspace, 'member', await personHere());
    await provisionWorkspace(workspace.id);
    expect(await membersAtClerk(await organizationOf(workspace.id))).toEqual({
      [owner.clerkUserId]: 'org:admin',
      [third.clerkUserId]: 'org:member',
    });
  });

  test('follows roles that are changed, people who leave and ownership that is handed over', async () => {
    const workspace = await makeWorkspace({ owner: await personHere() });
    const second = await makeMember(workspace, 'admin', await personHere());
    const third = await makeMember(workspace, 'admin', await personHere());
    await provisionWorkspace(workspace.id);
    const role = await makeRole(workspace, ['dashboard:view']);
    await changeMemberRole(await contextFor(workspace.owner, workspace), {
      memberId: await memberIdOf(workspace, third),
      role: role.id,
    });
    const { id: transferId } = await makeTransfer(workspace, second);
    await acceptOwnership(await contextFor(second, workspace), { transferId });
    await expect
      .poll(async () => membersAtClerk(await organizationOf(workspace.id)))
      .toEqual({
        [workspace.owner.clerkUserId]: 'org:admin',
        [second.clerkUserId]: 'org:admin',
        [third.clerkUserId]: 'org:member',
      });
    await leaveWorkspace(await contextFor(workspace.owner, workspace), {});
    await expect
      .poll(async () => membersAtClerk(await organizationOf(workspace.id)))
      .toEqual({ [second.clerkUserId]: 'org:admin', [third.clerkUserId]: 'org:member' });
  });
});

test('while Clerk is down people we know keep working; somebody new is asked to come back', async () => {
  const known = await makeUser();
  const acme = await makeWorkspace();
  const { clerkUserId } = await personAtClerk();
  await clerk.stop();
  expect((await contextFor(known, acme)).actor).toMatchObject({ kind: 'user', email: known.email });
  const request = { requestId: 'req', ip: null, country: null };
  await expect(loadRequestContext({ slug: null, clerkUserId, request })).rejects.toMatchObject({
    code: 'SERVICE_UNAVAILABLE',
    retryAfterSeconds: 30,
  });
});
