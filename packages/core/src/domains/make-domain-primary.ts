import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { id } from '../input/id.ts';
import { command } from '../registry/command.ts';
import { noSuchDomain } from './no-such-domain.ts';
import { servedDomains } from './served-domains.ts';

/**
 * Puts the public site at this domain: every other address of it redirects here. Refused with the reason `not-pointing`,
 * unless `anyway` is given, while DNS does not seem to lead here, because visitors would be sent into the void.
 */
export const makeDomainPrimary = command({
  name: 'make-domain-primary',
  permission: 'domains:manage',
  audit: 'domain.primary_changed',
  input: z.strictObject({ domainId: id, anyway: z.literal('yes').optional() }),
  async run(ctx, { domainId, anyway }) {
    const { tx, workspace, entitlements } = ctx;
    const domain = await tx.customDomain.findFirst({
      where: { workspaceId: workspace.id, id: domainId },
      select: { host: true, pointsHere: true },
    });
    if (!domain) throw noSuchDomain();
    const { host, pointsHere } = domain;
    const served = await servedDomains(tx, workspace.id, entitlements.customDomains);
    if (!served.includes(host)) {
      throw new AppError(
        'CONFLICT',
        `${host} is not verified, or not part of your plan. Only a working domain can be primary.`,
        {
          reason: 'not-served',
        },
      );
    }
    if (!pointsHere && !anyway) {
      throw new AppError(
        'CONFLICT',
        `The DNS of ${host} does not seem to lead here yet, so that visitors would not find your site. Check it again first.`,
        {
          reason: 'not-pointing',
        },
      );
    }
    const before = await tx.workspace.findUniqueOrThrow({
      where: { id: workspace.id },
      select: { primaryDomain: true },
    });
    if (before.primaryDomain === host) {
      ctx.unchanged();
      return { host };
    }
    await tx.workspace.update({
      where: { id: workspace.id },
      data: { primaryDomain: host },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'domain',
      targetId: domainId,
      targetName: host,
      changes: { primary: { from: before.primaryDomain, to: host } },
    });
    await ctx.enqueue('purge-site', { workspaceId: workspace.id });
    return { host };
  },
});
