import { workspacesWithDomains } from '@archipelago/db/domain-directory';
import { withWorkspace } from '@archipelago/db/with-workspace';
import { blobStore } from '../files/blob-store.ts';
import { enqueue } from '../jobs/enqueue.ts';
import { log } from '../log/log.ts';
import { domainMapIndexPrefix } from './domain-map-index.ts';

/**
 * Has the edge's map written again for every workspace that has domains, and for every one the map knows: what was lost
 * comes back, and what nobody has any more goes.
 */
export async function reconcileDomainMaps(): Promise<void> {
  const found = new Set<string>();
  for (let after: string | null = null; ; ) {
    const page = await workspacesWithDomains(after);
    for (const workspaceId of page) found.add(workspaceId);
    after = page.at(-1) ?? null;
    if (after === null) break;
  }
  for await (const { blobs } of blobStore('custom-domains').list({
    prefix: domainMapIndexPrefix,
    paginate: true,
  })) {
    for (const { key } of blobs) found.add(key.slice(domainMapIndexPrefix.length));
  }
  for (const workspaceId of found) {
    await withWorkspace(workspaceId, (tx) => enqueue(tx, 'sync-domain-map', workspaceId, { workspaceId }));
  }
  log.info('domains.reconciled', { workspaces: found.size });
}
