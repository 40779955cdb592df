import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import { type Transaction, withWorkspace } from '@archipelago/db/with-workspace';
import { entitlementsOf } from '../billing/entitlements-of.ts';
import { blobStore } from '../files/blob-store.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { domainMapIndexPrefix } from './domain-map-index.ts';
import { refreshDomainsDue } from './refresh-domains-due.ts';
import { servedDomains } from './served-domains.ts';

/**
 * Makes the edge's map say what the database says of one workspace: each of its working hosts leads to its address, and
 * no host it had before. Idempotent. One at a time for all workspaces: a host that changes hands is never taken away
 * from its new workspace.
 */
export async function syncDomainMap(workspaceId: string): Promise<void> {
  await withWorkspace(workspaceId, async (tx) => {
    await rawQuery(
      tx,
      Prisma.sql`select pg_advisory_xact_lock(hashtextextended('custom-domain-map', 0))::text`,
    );
    const { slug, hosts } = await truthOf(tx, workspaceId);
    await writeMap(workspaceId, slug, hosts);
  });
}

interface Row {
  slug: string;
  primary_domain: string | null;
  plan: string | null;
  subscription_status: string | null;
}

async function truthOf(tx: Transaction, workspaceId: string): Promise<{ slug: string; hosts: string[] }> {
  const [row] = await rawQuery<Row>(
    tx,
    Prisma.sql`select w.slug, w.primary_domain, s.plan, s.status as subscription_status
      from workspace w left join subscription s on s.workspace_id = w.id where w.id = ${workspaceId}::uuid`,
  );
  if (!row) return { slug: '', hosts: [] };
  const subscription = row.plan && { plan: row.plan, status: row.subscription_status ?? '' };
  const { customDomains } = entitlementsOf(subscription || null);
  const hosts = await servedDomains(tx, workspaceId, customDomains);
  await refreshDomainsDue(tx, workspaceId);
  if (row.primary_domain && !hosts.includes(row.primary_domain)) {
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { primaryDomain: null },
      select: { id: true },
    });
    await enqueue(tx, 'purge-site', workspaceId, { workspaceId });
  }
  return { slug: row.slug, hosts };
}

async function writeMap(workspaceId: string, slug: string, hosts: string[]): Promise<void> {
  const store = blobStore('custom-domains');
  const index = `${domainMapIndexPrefix}${workspaceId}`;
  const before = ((await store.get(index, { type: 'json' })) as string[] | null) ?? [];
  // Before the entries, so that one written by a run that is then interrupted is still found again.
  const either = [...new Set([...before, ...hosts])];
  if (either.length === 0) return;
  await store.setJSON(index, either);
  await Promise.all(hosts.map((host) => store.set(host, slug, { metadata: { workspaceId } })));
  for (const host of before.filter((old) => !hosts.includes(old))) {
    const entry = await store.getMetadata(host);
    if (entry?.metadata.workspaceId === workspaceId) await store.delete(host);
  }
  if (hosts.length > 0) await store.setJSON(index, hosts);
  else await store.delete(index);
}
