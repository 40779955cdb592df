import { generateKeyPairSync } from 'node:crypto';
import { verifyToken } from '@clerk/backend';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { browserOf, secretKey, startOwnClerk } from './own-clerk.ts';

let own: Awaited<ReturnType<typeof startOwnClerk>>;
beforeAll(async () => {
  own = await startOwnClerk();
});
afterAll(() => own.stop());

const outcome = (promise: Promise<unknown>) =>
  promise.then(
    () => 'ok',
    (error: { status?: number; errors?: { code: string }[] }) => `${error.status} ${error.errors?.[0]?.code}`,
  );

describe('the Backend API, by the real SDK', () => {
  it('finds people by id and address', async () => {
    const { users } = own.sdk();
    expect((await users.getUser('user_ada')).primaryEmailAddress?.emailAddress).toBe('ada@acme.test');
    const found = await users.getUserList({ emailAddress: ['ADA@acme.test'] });
    expect(found.data.map(({ id }) => id)).toEqual(['user_ada']);
    expect(found.totalCount).toBe(1);
    expect(await outcome(users.getUser('user_nobody'))).toBe('404 resource_not_found');
  });

  it('keeps guests out of the organization', async () => {
    const { organizations } = own.sdk();
    const { data } = await organizations.getOrganizationMembershipList({ organizationId: 'org_acme' });
    expect(data.map(({ role, publicUserData }) => [publicUserData?.userId, role])).toEqual([
      ['user_ada', 'org:admin'],
    ]);
  });

  it('creates an organization with its administrator, and refuses a taken slug', async () => {
    const { organizations } = own.sdk();
    const created = await organizations.createOrganization({
      name: 'Umbra',
      slug: 'umbra',
      createdBy: 'user_ada',
    });
    expect(created).toMatchObject({ slug: 'umbra', membersCount: 1 });
    const { totalCount } = await organizations.getOrganizationMembershipList({ organizationId: created.id });
    expect(totalCount).toBe(1);
    expect(await outcome(organizations.createOrganization({ name: 'Umbra', slug: 'umbra' }))).toBe(
      '422 form_identifier_exists',
    );
    expect((await organizations.getOrganization({ slug: 'umbra' })).id).toBe(created.id);
  });

  it('adds, promotes and removes a member', async () => {
    const { organizations } = own.sdk();
    const who = { organizationId: 'org_acme', userId: 'user_joan' };
    expect((await organizations.createOrganizationMembership({ ...who, role: 'org:member' })).role).toBe(
      'org:member',
    );
    expect(await outcome(organizations.createOrganizationMembership({ ...who, role: 'org:member' }))).toBe(
      '400 already_a_member_in_organization',
    );
    expect((await organizations.updateOrganizationMembership({ ...who, role: 'org:admin' })).role).toBe(
      'org:admin',
    );
    await organizations.deleteOrganizationMembership(who);
    expect(await outcome(organizations.deleteOrganizationMembership(who))).toBe('404 resource_not_found');
  });

  it('invites by mail and revokes', async () => {
    const { organizations } = own.sdk();
    const invitation = await organizations.createOrganizationInvitation({
      organizationId: 'org_acme',
      emailAddress: 'new@acme.test',
      role: 'org:member',
    });
    expect(own.mails.at(-1)).toMatchObject({ to: 'new@acme.test' });
    const where = { organizationId: 'org_acme', invitationId: invitation.id };
    expect((await organizations.revokeOrganizationInvitation(where)).status).toBe('revoked');
    expect(await outcome(organizations.revokeOrganizationInvitation(where))).toBe(
      '400 organization_invitation_not_pending',
    );
  });

  it('refuses another secret key', async () => {
    const response = await fetch(`${own.clerk.bapiUrl}/v1/users`, {
      headers: { authorization: 'Bearer sk_test_other' },
    });
    expect(response.status).toBe(401);
    expect((await response.json()).errors[0].code).toBe('secret_key_invalid');
  });

  it('answers what it lacks with 501 in Clerk’s shape, aloud', async () => {
    const spoken = vi.spyOn(console, 'error').mockImplementation(() => {});
    const response = await fetch(`${own.clerk.bapiUrl}/v1/billing/plans`, {
      headers: { authorization: `Bearer ${secretKey}` },
    });
    expect(response.status).toBe(501);
    expect((await response.json()).errors[0]).toMatchObject({
      code: 'local_not_implemented',
      message: expect.stringContaining('GET /billing/plans'),
    });
    expect(spoken).toHaveBeenCalledWith(expect.stringContaining('501'));
    spoken.mockRestore();
    expect((await fetch(own.clerk.bapiUrl.replace('/bapi', '/elsewhere'))).status).toBe(501);
  });
});

describe('a session token', () => {
  const origin = 'http://acme.localhost:8888';
  const token = async () => {
    const visitor = browserOf(own.clerk.fapiUrl, origin);
    await visitor.signIn('ada@acme.test');
    return visitor.sessionToken();
  };
  const offline = (jwt: string, jwtKey = own.clerk.jwtKey) =>
    verifyToken(jwt, { jwtKey, authorizedParties: [origin] }).then(
      (claims) => claims.sub,
      (error: { reason: string }) => error.reason,
    );
  afterEach(() => {
    vi.useRealTimers();
  });

  it('is verified without asking anyone, and names its user, host and version', async () => {
    const jwt = await token();
    const asked = vi.spyOn(globalThis, 'fetch');
    const claims = await verifyToken(jwt, { jwtKey: own.clerk.jwtKey, authorizedParties: [origin] });
    expect(asked).not.toHaveBeenCalled();
    asked.mockRestore();
    expect(claims).toMatchObject({
      sub: 'user_ada',
      azp: origin,
      v: 2,
      iss: 'https://clerk.localhost',
      sts: 'active',
    });
    expect(claims.exp - claims.iat).toBe(60);
  });

  it('is refused when it has expired', async () => {
    const jwt = await token();
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() + 120_000 });
    expect(await offline(jwt)).toBe('token-expired');
  });

  it('is refused under another key', async () => {
    const { publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const other = publicKey.export({ type: 'spki', format: 'pem' }).toString();
    expect(await offline(await token(), other)).toBe('token-invalid-signature');
  });

  it('is refused on another host', async () => {
    const visitor = browserOf(own.clerk.fapiUrl, 'http://globex.localhost:8888');
    await visitor.signIn('ada@acme.test');
    expect(await offline(await visitor.sessionToken())).toBe('token-invalid-authorized-parties');
  });

  it('is not given for a revoked session', async () => {
    const visitor = browserOf(own.clerk.fapiUrl, origin);
    const { response } = await visitor.signIn('ada@acme.test');
    await own.sdk().sessions.revokeSession(response.created_session_id);
    expect(
      (await visitor.call('POST', `/client/sessions/${response.created_session_id}/tokens`)).status,
    ).toBe(401);
  });
});
