import { verifyWebhook } from '@clerk/backend/webhooks';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { browserOf, type Delivered, startOwnClerk, webhookSecret } from './own-clerk.ts';

let own: Awaited<ReturnType<typeof startOwnClerk>>;
beforeAll(async () => {
  own = await startOwnClerk();
});
afterAll(() => own.stop());
beforeEach(() => {
  own.receiver.delivered.length = 0;
});

const verified = ({ headers, body }: Delivered, signingSecret = webhookSecret) =>
  verifyWebhook(
    new Request('http://localhost/api/webhooks/clerk', {
      method: 'POST',
      headers: headers as Record<string, string>,
      body,
    }),
    { signingSecret },
  );

describe('webhooks', () => {
  it('are signed so that the real SDK believes them, and nobody else’s', async () => {
    await own.sdk().users.updateUser('user_ada', { firstName: 'Augusta' });
    const message = await own.receiver.message('user.updated');
    expect(await verified(message)).toMatchObject({
      type: 'user.updated',
      data: { id: 'user_ada', first_name: 'Augusta' },
    });
    await expect(verified(message, `whsec_${btoa('another secret of somebody')}`)).rejects.toThrow();
    await expect(
      verified({ ...message, body: message.body.replace('Augusta', 'Mallory') }),
    ).rejects.toThrow();
  });

  it('tell of users, organizations, memberships and sessions', async () => {
    const { users, organizations } = own.sdk();
    const user = await users.createUser({
      emailAddress: ['hook@example.test'],
      password: 'correct-horse-battery',
    });
    const organization = await organizations.createOrganization({
      name: 'Hooks',
      slug: 'hooks',
      createdBy: user.id,
    });
    const who = { organizationId: organization.id, userId: 'user_joan' };
    await organizations.createOrganizationMembership({ ...who, role: 'org:member' });
    await organizations.updateOrganizationMembership({ ...who, role: 'org:admin' });
    await organizations.updateOrganization(organization.id, { name: 'Hooked' });
    await browserOf(own.clerk.fapiUrl).signIn('hook@example.test');
    await organizations.deleteOrganization(organization.id);
    await users.deleteUser(user.id);
    await own.receiver.message('user.deleted');
    const types = new Set(own.receiver.delivered.map(({ body }) => JSON.parse(body).type));
    expect([...types].sort()).toEqual([
      'organization.created',
      'organization.deleted',
      'organization.updated',
      'organizationMembership.created',
      'organizationMembership.deleted',
      'organizationMembership.updated',
      'session.created',
      'session.removed',
      'user.created',
      'user.deleted',
    ]);
  });

  it('are sent again under the same id until they are taken', async () => {
    own.receiver.refuse(2);
    await own.sdk().users.updateUser('user_ada', { lastName: 'King' });
    const [delivery] = await vi.waitFor(() => {
      const found = own.clerk.deliveries();
      expect(found[0]?.status).toBe('delivered');
      return found;
    });
    expect(delivery?.attempts.map(({ responseStatus }) => responseStatus)).toEqual([503, 503, 204]);
    expect(new Set(own.receiver.delivered.map(({ headers }) => headers['svix-id']))).toEqual(
      new Set([delivery?.id]),
    );
  });

  it('are given up after the last attempt, and can be sent again by hand', async () => {
    own.receiver.refuse(3);
    await own.sdk().users.updateUser('user_ada', { lastName: 'Byron' });
    const failed = await vi.waitFor(() => {
      const [found] = own.clerk.deliveries();
      expect(found?.status).toBe('failed');
      return found;
    });
    const sent = await own.clerk.resend(failed?.id ?? '');
    expect(sent.status).toBe('delivered');
    await expect(own.clerk.resend('msg_unknown')).rejects.toThrow('msg_unknown');
  });
});
