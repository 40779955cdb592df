import { addDomain } from '@archipelago/core/domains/add-domain';
import { checkDomain } from '@archipelago/core/domains/check-domain';
import { checkDueDomains } from '@archipelago/core/domains/check-due-domains';
import { checkWorkspaceDomains } from '@archipelago/core/domains/check-workspace-domains';
import { clearPrimaryDomain } from '@archipelago/core/domains/clear-primary-domain';
import { listDomains } from '@archipelago/core/domains/list-domains';
import { makeDomainPrimary } from '@archipelago/core/domains/make-domain-primary';
import { reconcileDomainMaps } from '@archipelago/core/domains/reconcile-domain-maps';
import { removeDomain } from '@archipelago/core/domains/remove-domain';
import { blobStore } from '@archipelago/core/files/blob-store';
import { drain } from '@archipelago/core/jobs/drain';
import { siteUrl } from '@archipelago/core/workspaces/site-url';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeDomain } from '../../support/connection-factories.ts';
import { contextFor, type MadeWorkspace, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type DnsBehaviour, type OwnDns, startOwnDns } from '../../support/own-dns.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let dns: OwnDns;
let acme: MadeWorkspace;
let host: string;

const day = 24 * 60 * 60 * 1000;
const jobQueues = ['check-domains', 'sync-domain-map'] as const;

beforeAll(async () => {
  dns = await startOwnDns();
  product = await startOwnProduct({ environment: { DNS_SERVERS: dns.address } });
});
afterAll(async () => {
  await product.stop();
  await dns.stop();
});
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  host = `${unique('d')}.example.localhost`;
});

const ctxOf = (workspace: MadeWorkspace) => contextFor(workspace.owner, workspace);
const challengeName = (name: string) => `_archipelago-challenge.${name}`;
const runJobs = () => drain(jobQueues, new Date(Date.now() + 20_000));

/** Says at the name server what somebody who owns the domain would enter. */
function enterRecords(name: string, challenge: string): void {
  dns.say(challengeName(name), { TXT: [challenge] });
  dns.say(name, { A: ['127.0.0.1'] });
}

async function challengeOf(domainId: string): Promise<string> {
  const { rows } = await product.database.observer.query(
    'select challenge from custom_domain where id = $1',
    [domainId],
  );
  return rows[0].challenge;
}

async function auditActions(workspace: MadeWorkspace): Promise<string[]> {
  const { rows } = await product.database.observer.query(
    'select action, actor_name from audit_event where workspace_id = $1 order by created_at',
    [workspace.id],
  );
  return rows.map(({ action }) => action);
}

async function added(
  workspace: MadeWorkspace,
  name: string,
): Promise<{ domainId: string; challenge: string }> {
  const { domainId } = await addDomain(await ctxOf(workspace), { domain: name });
  return { domainId, challenge: await challengeOf(domainId) };
}

async function verified(workspace: MadeWorkspace, name: string): Promise<string> {
  const { domainId, challenge } = await added(workspace, name);
  enterRecords(name, challenge);
  await checkDomain(await ctxOf(workspace), { domainId });
  return domainId;
}

describe('adding', () => {
  test('a domain waits for its records, which are shown', async () => {
    const { domainId, challenge } = await added(acme, ` ${host.toUpperCase()}. `);
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([
      {
        id: domainId,
        host,
        state: 'pending',
        isServed: false,
        records: [
          { type: 'TXT', name: challengeName(host), value: challenge },
          { type: 'CNAME', name: host, value: 'localhost' },
        ],
      },
    ]);
    expect(challenge).toMatch(/^archipelago-verify=[0-9a-f]{32}$/);
    expect(await auditActions(acme)).toEqual(['domain.added']);
  });

  test('the same domain twice, and one that cannot be owned, are refused', async () => {
    await added(acme, host);
    const ctx = await ctxOf(acme);
    expect(await outcomeOf(addDomain(ctx, { domain: host }))).toBe('CONFLICT already-added');
    for (const domain of ['localhost', 'acme.localhost', 'co.uk', '127.0.0.1', 'a b.example.com']) {
      expect(await outcomeOf(addDomain(ctx, { domain }))).toBe('BAD_REQUEST');
    }
  });

  test('a plan holds as many as it says, also when asked at once', async () => {
    const free = await makeWorkspace();
    expect(await outcomeOf(addDomain(await ctxOf(free), { domain: host }))).toBe(
      'PAYMENT_REQUIRED customDomains',
    );
    const ctx = await ctxOf(acme);
    const outcomes = await Promise.all(
      [1, 2, 3, 4, 5].map((n) => outcomeOf(addDomain(ctx, { domain: `n${n}.${host}` }))),
    );
    expect(outcomes.filter((outcome) => outcome === 'done')).toHaveLength(3);
  });
});

describe('checking', () => {
  test.each<[string, DnsBehaviour | undefined, string]>([
    ['a name that does not exist', undefined, 'no-record'],
    ['a name without a TXT record', { A: ['192.0.2.1'] }, 'no-record'],
    ['another value', { TXT: ['archipelago-verify=somebody-else', 'v=spf1'] }, 'wrong-value'],
    ['a failing name server', 'servfail', 'dns-failed'],
    ['a refusing name server', 'refused', 'dns-failed'],
    ['a silent name server', 'silence', 'dns-timeout'],
  ])('%s is told apart', async (_name, behaviour, problem) => {
    const { domainId } = await added(acme, host);
    if (behaviour) dns.say(challengeName(host), behaviour);
    const ctx = await ctxOf(acme);
    expect(await checkDomain(ctx, { domainId })).toEqual({ host, state: 'pending', problem });
    const [domain] = await listDomains(ctx, {});
    expect(domain).toMatchObject({ state: 'pending', problem, pointsHere: false });
    expect(domain?.checkedAt).toBeInstanceOf(Date);
    expect(await auditActions(acme)).toEqual(['domain.added']);
  });

  test('the right value verifies, in pieces and among others too', async () => {
    const { domainId, challenge } = await added(acme, host);
    dns.say(challengeName(host), { TXT: ['v=spf1', [challenge.slice(0, 20), challenge.slice(20)]] });
    dns.say(host, { CNAME: ['localhost'], A: [] });
    const ctx = await ctxOf(acme);
    expect(await checkDomain(ctx, { domainId })).toEqual({ host, state: 'verified', problem: null });
    expect(await listDomains(ctx, {})).toMatchObject([
      { state: 'verified', problem: null, pointsHere: true, isServed: true, isPrimary: false },
    ]);
    expect(await auditActions(acme)).toEqual(['domain.added', 'domain.verified']);
    await checkDomain(ctx, { domainId });
    expect(await auditActions(acme)).toHaveLength(2);
  });

  test('DNS is all that is asked: only the challenge, the domain and where it should lead', async () => {
    dns.asked.length = 0;
    const { domainId } = await added(acme, host);
    await checkDomain(await ctxOf(acme), { domainId });
    expect([...new Set(dns.asked)].sort()).toEqual([challengeName(host), host].sort());
  });

  test('another workspace’s value proves nothing', async () => {
    const globex = await makeWorkspace({ plan: 'pro' });
    const theirs = await added(globex, host);
    const { domainId } = await added(acme, host);
    enterRecords(host, theirs.challenge);
    expect(await checkDomain(await ctxOf(acme), { domainId })).toMatchObject({ problem: 'wrong-value' });
  });
});

describe('two workspaces', () => {
  test('claim one domain: whoever proves it first has it, and the other is told', async () => {
    const globex = await makeWorkspace({ plan: 'pro' });
    const mine = await added(acme, host);
    const theirs = await added(globex, host);
    dns.say(challengeName(host), { TXT: [mine.challenge, theirs.challenge] });
    const outcomes = await Promise.all(
      [
        checkDomain(await ctxOf(acme), { domainId: mine.domainId }),
        checkDomain(await ctxOf(globex), { domainId: theirs.domainId }),
      ].map(async (check) => (await check).problem),
    );
    expect(outcomes.sort()).toEqual([null, 'taken'].sort());
    const { rows } = await product.database.observer.query(
      `select count(*)::int as n from custom_domain where host = $1 and state = 'verified'`,
      [host],
    );
    expect(rows[0].n).toBe(1);
  });

  test('the domain is free again when the first one lets go', async () => {
    const globex = await makeWorkspace({ plan: 'pro' });
    const domainId = await verified(globex, host);
    const mine = await added(acme, host);
    dns.say(challengeName(host), { TXT: [mine.challenge] });
    expect(await checkDomain(await ctxOf(acme), { domainId: mine.domainId })).toMatchObject({
      problem: 'taken',
    });
    await removeDomain(await ctxOf(globex), { domainId });
    expect(await checkDomain(await ctxOf(acme), { domainId: mine.domainId })).toMatchObject({
      state: 'verified',
    });
    await runJobs();
    expect(await blobStore('custom-domains').get(host)).toBe(acme.slug);
  });

  test('adding tells nobody whether another workspace has the domain', async () => {
    const globex = await makeWorkspace({ plan: 'pro' });
    await verified(globex, host);
    expect(await outcomeOf(addDomain(await ctxOf(acme), { domain: host }))).toBe('done');
    dns.say(challengeName(host), { TXT: ['something else'] });
    const [domain] = await listDomains(await ctxOf(acme), {});
    expect(await checkDomain(await ctxOf(acme), { domainId: domain?.id ?? '' })).toMatchObject({
      problem: 'wrong-value',
    });
  });
});

describe('the check that runs by itself', () => {
  test('finds who has something due, verifies it, and says so in the log', async () => {
    const { challenge } = await added(acme, host);
    enterRecords(host, challenge);
    await checkDueDomains(new Date());
    expect((await runJobs()).failed).toBe(0);
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([{ state: 'pending', checkedAt: null }]);
    await checkWorkspaceDomains(acme.id, new Date(Date.now() + 6 * 60_000));
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([{ state: 'verified' }]);
    expect(await auditActions(acme)).toEqual(['domain.added', 'domain.verified']);
  });

  test('a due workspace gets one job', async () => {
    await added(acme, host);
    const later = new Date(Date.now() + 10 * 60_000);
    await checkDueDomains(later);
    await checkDueDomains(later);
    const { rows } = await product.database.observer.query(
      `select count(*)::int as n from pgboss.job where name = 'check-domains' and data->>'workspaceId' = $1`,
      [acme.id],
    );
    expect(rows[0].n).toBe(1);
  });

  test('stops looking for a new domain after a day', async () => {
    const { id } = await makeDomain(acme, { createdAt: new Date(Date.now() - 2 * day) });
    await checkWorkspaceDomains(acme.id, new Date(Date.now() + 2 * day));
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([
      { id, state: 'failed', nextCheckAt: null },
    ]);
    expect(await auditActions(acme)).toEqual(['domain.failed']);
    await checkDueDomains(new Date(Date.now() + 90 * day));
    const { rows } = await product.database.observer.query(
      'select domains_due_at from workspace where id = $1',
      [acme.id],
    );
    expect(rows[0].domains_due_at).toBeNull();
  });

  test('gives a verified domain three days when its record is gone, then lets it go', async () => {
    const domainId = await verified(acme, host);
    await makeDomainPrimary(await ctxOf(acme), { domainId });
    dns.say(challengeName(host), {});
    const at = (days: number) => checkWorkspaceDomains(acme.id, new Date(Date.now() + days * day));
    await at(1.1);
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([
      { state: 'verified', isPrimary: true, endsAt: expect.any(Date), isServed: true },
    ]);
    await at(3);
    expect((await ctxOf(acme)).workspace.primaryDomain).toBe(host);
    await at(4.2);
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([{ state: 'failed', isPrimary: false }]);
    expect((await ctxOf(acme)).workspace.primaryDomain).toBeNull();
    await runJobs();
    expect(await blobStore('custom-domains').get(host)).toBeNull();
    expect((await auditActions(acme)).at(-1)).toBe('domain.failed');
  });

  test('forgives a record that comes back, and name servers that fail', async () => {
    const { domainId, challenge } = await added(acme, host);
    enterRecords(host, challenge);
    await checkDomain(await ctxOf(acme), { domainId });
    dns.say(challengeName(host), 'servfail');
    await checkWorkspaceDomains(acme.id, new Date(Date.now() + 30 * day));
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([
      { state: 'verified', problem: 'dns-failed', endsAt: null },
    ]);
    dns.say(challengeName(host), {});
    await checkWorkspaceDomains(acme.id, new Date(Date.now() + 31 * day));
    enterRecords(host, challenge);
    await checkWorkspaceDomains(acme.id, new Date(Date.now() + 32 * day));
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([
      { state: 'verified', problem: null, endsAt: null },
    ]);
  });
});

describe('the primary domain', () => {
  test('is where the site is, until it is changed back', async () => {
    const domainId = await verified(acme, host);
    await makeDomainPrimary(await ctxOf(acme), { domainId });
    const { workspace } = await ctxOf(acme);
    expect(new URL(siteUrl(workspace, '/posts/a')).hostname).toBe(host);
    await clearPrimaryDomain(await ctxOf(acme), {});
    const back = await ctxOf(acme);
    expect(new URL(siteUrl(back.workspace, '/')).hostname).toBe(`${acme.slug}.localhost`);
    expect((await auditActions(acme)).slice(-2)).toEqual([
      'domain.primary_changed',
      'domain.primary_changed',
    ]);
  });

  test('cannot be one that is not verified, nor, without being sure, one that leads elsewhere', async () => {
    const { domainId, challenge } = await added(acme, host);
    const ctx = await ctxOf(acme);
    expect(await outcomeOf(makeDomainPrimary(ctx, { domainId, anyway: 'yes' }))).toBe('CONFLICT not-served');
    dns.say(challengeName(host), { TXT: [challenge] });
    dns.say(host, { A: ['192.0.2.99'] });
    await checkDomain(ctx, { domainId });
    expect(await outcomeOf(makeDomainPrimary(ctx, { domainId }))).toBe('CONFLICT not-pointing');
    expect(await outcomeOf(makeDomainPrimary(ctx, { domainId, anyway: 'yes' }))).toBe('done');
  });

  test('removed, it leaves the site at the platform’s address', async () => {
    const domainId = await verified(acme, host);
    await makeDomainPrimary(await ctxOf(acme), { domainId });
    await removeDomain(await ctxOf(acme), { domainId });
    expect((await ctxOf(acme)).workspace.primaryDomain).toBeNull();
  });
});

describe('the edge’s map', () => {
  const map = () => blobStore('custom-domains');

  test('follows verification and removal', async () => {
    const domainId = await verified(acme, host);
    await runJobs();
    expect(await map().get(host)).toBe(acme.slug);
    await removeDomain(await ctxOf(acme), { domainId });
    await runJobs();
    expect([await map().get(host), await map().get(`workspace/${acme.id}`)]).toEqual([null, null]);
  });

  test('never takes a host from the workspace that has it now', async () => {
    const globex = await makeWorkspace({ plan: 'pro' });
    await verified(globex, host);
    await runJobs();
    await map().setJSON(`workspace/${acme.id}`, [host]);
    await reconcileDomainMaps();
    await runJobs();
    expect(await map().get(host)).toBe(globex.slug);
  });

  test('is repaired: what was lost comes back, what nobody has goes', async () => {
    await verified(acme, host);
    await runJobs();
    await map().delete(host);
    const gone = `${unique('gone')}.example.localhost`;
    const nobody = '00000000-0000-4000-8000-000000000000';
    await map().set(gone, 'acme', { metadata: { workspaceId: nobody } });
    await map().setJSON(`workspace/${nobody}`, [gone]);
    await reconcileDomainMaps();
    await runJobs();
    expect([await map().get(host), await map().get(gone)]).toEqual([acme.slug, null]);
  });

  test('holds no more hosts than the plan, the primary first, and all again with a larger one', async () => {
    const names = ['a', 'b'].map((label) => `${label}.${host}`);
    const ids: string[] = [];
    for (const name of names) ids.push(await verified(acme, name));
    await makeDomainPrimary(await ctxOf(acme), { domainId: ids[1] ?? '' });
    const pay = (status: string) =>
      product.database.observer.query('update subscription set status = $2 where workspace_id = $1', [
        acme.id,
        status,
      ]);
    await pay('canceled');
    await reconcileDomainMaps();
    await runJobs();
    expect(await Promise.all(names.map((name) => map().get(name)))).toEqual([null, null]);
    expect((await ctxOf(acme)).workspace.primaryDomain).toBeNull();
    expect(await listDomains(await ctxOf(acme), {})).toMatchObject([
      { isServed: false },
      { isServed: false },
    ]);
    await pay('active');
    await reconcileDomainMaps();
    await runJobs();
    expect(await Promise.all(names.map((name) => map().get(name)))).toEqual([acme.slug, acme.slug]);
  });

  test('follows a new address of the workspace', async () => {
    await verified(acme, host);
    await runJobs();
    const slug = unique('renamed');
    await product.database.observer.query('update workspace set slug = $2 where id = $1', [acme.id, slug]);
    await reconcileDomainMaps();
    await runJobs();
    expect(await map().get(host)).toBe(slug);
  });
});
