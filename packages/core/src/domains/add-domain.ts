import { randomBytes, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { domainName } from './domain-name.ts';
import { refreshDomainsDue } from './refresh-domains-due.ts';

const firstCheckMs = 5 * 60_000;

/** Claims a host name. It works only after DNS proves that it is the workspace's; others may claim it meanwhile. */
export const addDomain = command({
  name: 'add-domain',
  permission: 'domains:manage',
  entitlement: 'customDomains',
  audit: 'domain.added',
  input: z.strictObject({ domain: domainName }),
  async run(ctx, { domain: host }) {
    const id = randomUUID();
    const challenge = `archipelago-verify=${randomBytes(16).toString('hex')}`;
    const { count } = await ctx.tx.customDomain.createMany({
      data: {
        workspaceId: ctx.workspace.id,
        id,
        host,
        challenge,
        nextCheckAt: new Date(Date.now() + firstCheckMs),
      },
      skipDuplicates: true,
    });
    if (count === 0) {
      throw new AppError(
        'CONFLICT',
        `${host} is in the list already. Open it there to see its DNS records.`,
        {
          reason: 'already-added',
          fields: { domain: 'This domain is in the list already.' },
        },
      );
    }
    await refreshDomainsDue(ctx.tx, ctx.workspace.id);
    await ctx.audit({ targetKind: 'domain', targetId: id, targetName: host });
    return { domainId: id, host };
  },
});
