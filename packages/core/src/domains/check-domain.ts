import { withWorkspace } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import type { WorkspaceContext } from '../context/context.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import type { DomainFinding } from './domain-finding.ts';
import { lookUpDomain } from './look-up-domain.ts';
import { noSuchDomain } from './no-such-domain.ts';
import { recordDomainEvent } from './record-domain-event.ts';
import { settleDomainCheck } from './settle-domain-check.ts';

/** Looks at DNS now, and verifies the domain when its record is there. What was found is the result, not an error. */
export const checkDomain = command({
  name: 'check-domain',
  permission: 'domains:manage',
  audit: 'domain.verified',
  input: z.strictObject({ domainId: id }),
  prepare: (ctx, { domainId }) => lookUp(ctx, domainId),
  async run(ctx, { domainId }, finding: DomainFinding) {
    const workspaceId = ctx.workspace.id;
    const settled = await settleDomainCheck(ctx.tx, { workspaceId, domainId }, finding, new Date());
    if (!settled) throw noSuchDomain();
    const { host, state, problem, change } = settled;
    if (change === 'verified')
      await ctx.audit({ targetKind: 'domain', targetId: domainId, targetName: host });
    else ctx.unchanged();
    if (change === 'given-up') {
      await recordDomainEvent(ctx.tx, 'domain.failed', { workspaceId, domainId, host, request: ctx.request });
    }
    if (change) {
      await ctx.enqueue('sync-domain-map', { workspaceId });
      await ctx.enqueue('purge-site', { workspaceId });
    }
    return { host, state, problem };
  },
});

async function lookUp({ workspace }: WorkspaceContext, domainId: string): Promise<DomainFinding> {
  const domain = await withWorkspace(workspace.id, (tx) =>
    tx.customDomain.findFirst({
      where: { workspaceId: workspace.id, id: domainId },
      select: { host: true, challenge: true },
    }),
  );
  if (!domain) throw noSuchDomain();
  return lookUpDomain(domain);
}
