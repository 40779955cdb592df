import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import type { JoinPolicy } from '@archipelago/core/joining/join-policy';
import { joinTeam } from '@archipelago/core/joining/join-team';
import { readJoinOffer } from '@archipelago/core/joining/read-join-offer';
import { readJoining } from '@archipelago/core/joining/read-joining';
import { setJoining } from '@archipelago/core/joining/set-joining';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeInvitation,
  makeMember,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let domain: string;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  domain = `${unique('acme-')}.test`;
  acme = await makeWorkspace({ plan: 'pro', owner: await colleague() });
});

const colleague = () => makeUser({ email: `${unique('p-')}@${domain}` });

async function allow(policy: JoinPolicy, domains = domain): Promise<void> {
  await setJoining(await contextFor(acme.owner, acme), { policy, domains });
}

async function rolesOf(user: MadeUser): Promise<string[]> {
  const { rows } = await product.database.observer.query(
    'select role from member where workspace_id = $1 and user_id = $2',
    [acme.id, user.userId],
  );
  return rows.map((row) => row.role);
}

const offerTo = async (user: MadeUser) => (await readJoinOffer(await contextFor(user, acme), {})).offer;
const asGuest = async (user: MadeUser) => outcomeOf(joinAsGuest(await contextFor(user, acme), {}));
const toTeam = async (user: MadeUser) => outcomeOf(joinTeam(await contextFor(user, acme), {}));

describe('who may join', () => {
  test('at first anyone joins as a guest, and nobody the team', async () => {
    const [stranger, ours] = [await makeUser(), await colleague()];
    expect([await offerTo(stranger), await offerTo(ours)]).toEqual(['guest', 'guest']);
    expect(await toTeam(ours)).toBe('FORBIDDEN join-closed');
    expect(await asGuest(stranger)).toBe('done');
  });

  test('by invitation, nobody joins by themselves, and who is in stays', async () => {
    const guest = await makeMember(acme, 'guest', await colleague());
    await allow('invitation');
    const [stranger, ours] = [await makeUser(), await colleague()];
    expect([await offerTo(stranger), await offerTo(ours)]).toEqual(['invitation', 'invitation']);
    for (const user of [stranger, ours]) {
      expect(await asGuest(user)).toBe('FORBIDDEN join-closed');
      expect(await toTeam(user)).toBe('FORBIDDEN join-closed');
      expect(await rolesOf(user)).toEqual([]);
    }
    expect(await asGuest(guest)).toBe('done');
    expect(await rolesOf(guest)).toEqual(['guest']);
  });

  test('at its domains, colleagues join the team, guests among them move up, and others stay out', async () => {
    await allow('domains');
    const guest = await makeMember(acme, 'guest', await colleague());
    const [stranger, ours] = [await makeUser({ email: `x@lab.${domain}` }), await colleague()];
    expect([await offerTo(stranger), await offerTo(ours), await offerTo(guest)]).toEqual([
      'other-domain',
      'team',
      'team',
    ]);
    expect(await toTeam(stranger)).toBe('FORBIDDEN join-closed');
    expect(await asGuest(ours)).toBe('FORBIDDEN join-closed');
    expect([await toTeam(ours), await toTeam(guest)]).toEqual(['done', 'done']);
    expect([await rolesOf(ours), await rolesOf(guest)]).toEqual([['member'], ['member']]);
    expect(await offerTo(ours)).toBe('belongs-already');
  });

  test('a person without a verified address is at no domain', async () => {
    await allow('domains');
    const nobody = await makeUser({ email: '' });
    expect(await offerTo(nobody)).toBe('other-domain');
    expect(await toTeam(nobody)).toBe('FORBIDDEN join-closed');
  });

  test('somebody blocked joins in no way', async () => {
    const blocked = await makeMember(acme, 'guest', await colleague());
    await product.database.observer.query('update member set blocked_at = now() where user_id = $1', [
      blocked.userId,
    ]);
    for (const policy of ['open', 'domains'] as const) {
      await allow(policy);
      expect(await offerTo(blocked)).toBe('blocked');
      expect([await asGuest(blocked), await toTeam(blocked)]).toEqual([
        'FORBIDDEN blocked',
        'FORBIDDEN blocked',
      ]);
    }
    expect(await rolesOf(blocked)).toEqual(['guest']);
  });

  test('an owner who follows the way in keeps their place', async () => {
    await allow('domains');
    expect(await toTeam(acme.owner)).toBe('done');
    expect(await rolesOf(acme.owner)).toEqual(['owner']);
  });

  test('an open invitation decides the role, is used up, and brings its seat along', async () => {
    await allow('domains');
    const grace = await colleague();
    const { id } = await makeInvitation(acme, { email: grace.email, role: 'admin' });
    expect(await toTeam(grace)).toBe('done');
    expect(await rolesOf(grace)).toEqual(['admin']);
    const { rows } = await product.database.observer.query(
      'select accepted_at is not null as used from invitation where id = $1',
      [id],
    );
    expect(rows).toEqual([{ used: true }]);
  });

  test('the last seats go to as many as there are, however many come at once', async () => {
    acme = await makeWorkspace({ owner: await colleague() });
    await allow('domains');
    const people = await Promise.all(Array.from({ length: 8 }, () => colleague()));
    const outcomes = await Promise.all(people.map((person) => toTeam(person)));
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(2);
    expect(outcomes.filter((outcome) => outcome === 'PAYMENT_REQUIRED no-seat')).toHaveLength(6);
    expect(await offerTo(await colleague())).toBe('no-seat');
  });

  test('a seat that an invitation holds is not taken by somebody who walks in', async () => {
    acme = await makeWorkspace({ owner: await colleague() });
    await allow('domains');
    const invited = await colleague();
    const ctx = await contextFor(acme.owner, acme);
    await inviteMember(ctx, { email: invited.email, role: 'member' });
    await makeMember(acme, 'member');
    expect(await toTeam(await colleague())).toBe('PAYMENT_REQUIRED no-seat');
    expect(await offerTo(invited)).toBe('team');
    expect(await toTeam(invited)).toBe('done');
  });

  test('many times at once is the same as once', async () => {
    await allow('domains');
    const ours = await colleague();
    const ctx = await contextFor(ours, acme);
    const results = await Promise.all([1, 2, 3, 4].map(() => joinTeam(ctx, {})));
    expect(results.filter(({ joined }) => joined)).toHaveLength(1);
    expect(await rolesOf(ours)).toEqual(['member']);
  });
});

describe('setting it', () => {
  const set = async (domains: string, policy: JoinPolicy = 'domains') =>
    outcomeOf(setJoining(await contextFor(acme.owner, acme), { policy, domains }));

  test('a domain is listed only where an owner or admin has a verified address', async () => {
    const other = `${unique('other-')}.test`;
    await makeMember(acme, 'member', await makeUser({ email: `alan@${other}` }));
    expect(await set(other)).toBe('BAD_REQUEST');
    await makeMember(acme, 'admin', await makeUser({ email: `grace@${other}` }));
    expect(await set(`${domain}\n@${other.toUpperCase()}`)).toBe('done');
    const { domains, proven } = await readJoining(await contextFor(acme.owner, acme), {});
    expect(domains).toEqual([domain, other].sort());
    expect(proven).toEqual([domain, other].sort());
  });

  test('a public mail provider, what is no domain, and an empty list are refused and named', async () => {
    await makeMember(acme, 'admin', await makeUser({ email: `${unique('p-')}@gmail.com` }));
    const message = (domains: string) =>
      contextFor(acme.owner, acme)
        .then((ctx) => setJoining(ctx, { policy: 'domains', domains }))
        .then(String, (error: { fields: Record<string, string> }) => error.fields.domains);
    expect(await message(`${domain}, gmail.com`)).toContain('Anybody can have an address at gmail.com');
    expect(await message('acme')).toContain('“acme” is not a domain');
    expect(await message(' ')).toContain('Enter the domain');
    expect((await readJoining(await contextFor(acme.owner, acme), {})).policy).toBe('open');
  });

  test('a listed domain may stay after the person who proved it has left', async () => {
    const other = `${unique('other-')}.test`;
    const grace = await makeMember(acme, 'admin', await makeUser({ email: `grace@${other}` }));
    await set(other);
    await product.database.observer.query('delete from member where user_id = $1', [grace.userId]);
    expect(await set(`${other} ${domain}`)).toBe('done');
    expect(await set(domain)).toBe('done');
    expect(await set(other)).toBe('BAD_REQUEST');
  });

  test('a change is logged once and purges the site; saving the same is neither', async () => {
    await allow('invitation');
    await allow('invitation');
    const { rows } = await product.database.observer.query(
      `select changes from audit_event where workspace_id = $1 and action = 'workspace.joining_changed'`,
      [acme.id],
    );
    expect(rows).toEqual([
      {
        changes: {
          policy: { from: 'open', to: 'invitation' },
          domains: { from: '', to: domain },
        },
      },
    ]);
    const jobs = await product.database.observer.query(
      `select count(*)::int as count from pgboss.job where name = 'purge-site' and data->>'workspaceId' = $1`,
      [acme.id],
    );
    expect(jobs.rows).toEqual([{ count: 1 }]);
  });
});
