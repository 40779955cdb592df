import { z } from 'zod';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { noSuchDomain } from './no-such-domain.ts';
import { refreshDomainsDue } from './refresh-domains-due.ts';
import { dropPrimary } from './settle-domain-check.ts';

/** Forgets a domain and sets it free. The site stays at the platform's address. */
export const removeDomain = command({
  name: 'remove-domain',
  permission: 'domains:manage',
  audit: 'domain.removed',
  input: z.strictObject({ domainId: id }),
  async run(ctx, { domainId }) {
    const workspaceId = ctx.workspace.id;
    const domain = await ctx.tx.customDomain.findFirst({
      where: { workspaceId, id: domainId },
      select: { host: true },
    });
    if (!domain) throw noSuchDomain();
    await ctx.tx.customDomain.deleteMany({ where: { workspaceId, id: domainId } });
    await dropPrimary(ctx.tx, workspaceId, domain.host);
    await refreshDomainsDue(ctx.tx, workspaceId);
    await ctx.audit({ targetKind: 'domain', targetId: domainId, targetName: domain.host });
    await ctx.enqueue('sync-domain-map', { workspaceId });
    await ctx.enqueue('purge-site', { workspaceId });
    return { host: domain.host };
  },
});
