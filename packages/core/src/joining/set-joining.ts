import { z } from 'zod';
import { changesBetween } from '../audit/changes-between.ts';
import { lockWorkspace } from '../entitlements/require-entitlement.ts';
import { AppError } from '../errors/app-error.ts';
import { command } from '../registry/command.ts';
import { joinPolicies } from './join-policy.ts';
import { type Joining, joiningOf } from './joining-of.ts';
import { parseDomainList } from './parse-domain-list.ts';
import { isPublicMailProvider } from './public-mail-providers.ts';

const mostDomains = 20;

/**
 * Sets how people join by themselves. A domain may be added only where an owner or admin has a verified address, and never
 * that of a public mail provider; what is listed already may stay. Saving what is already so is not recorded.
 */
export const setJoining = command({
  name: 'set-joining',
  permission: 'members:manage',
  audit: 'workspace.joining_changed',
  input: z.strictObject({
    policy: z.enum(joinPolicies, 'Choose who may join.'),
    /** Separated by anything; kept also under a policy that does not ask for them. */
    domains: z.string().max(6_000).optional(),
  }),
  async run(ctx, { policy, domains: typed }) {
    const { tx } = ctx;
    const workspaceId = ctx.workspace.id;
    await lockWorkspace(tx, workspaceId);
    const before = await joiningOf(tx, workspaceId);
    const domains = typed === undefined ? before.domains : checkedDomains(typed, before);
    if (policy === 'domains' && domains.length === 0) {
      throw wrongDomains('Enter the domain of your team’s addresses, such as example.com.');
    }
    const changes = changesBetween(
      { policy: before.policy, domains: before.domains.join(', ') },
      { policy, domains: [...domains].sort().join(', ') },
    );
    if (Object.keys(changes).length === 0) {
      ctx.unchanged();
      return { policy, domains };
    }
    await tx.joinDomain.deleteMany({ where: { workspaceId, domain: { notIn: domains } } });
    await tx.joinDomain.createMany({
      data: domains.map((domain) => ({ workspaceId, domain })),
      skipDuplicates: true,
    });
    await tx.workspace.update({
      where: { id: workspaceId },
      data: { joinPolicy: policy },
      select: { id: true },
    });
    await ctx.audit({
      targetKind: 'workspace',
      targetId: workspaceId,
      targetName: ctx.workspace.name,
      changes,
    });
    await ctx.enqueue('purge-site', { workspaceId });
    return { policy, domains };
  },
});

function checkedDomains(typed: string, { domains: listed, proven }: Joining): string[] {
  const { domains, wrong } = parseDomainList(typed);
  if (wrong[0]) throw wrongDomains(`“${wrong[0]}” is not a domain. It looks like example.com.`);
  if (domains.length > mostDomains) throw wrongDomains(`Enter at most ${mostDomains} domains.`);
  const added = domains.filter((domain) => !listed.includes(domain));
  const anybodys = added.find(isPublicMailProvider);
  if (anybodys) {
    throw wrongDomains(
      `Anybody can have an address at ${anybodys}. Use a domain that only your people have.`,
    );
  }
  const unproven = added.find((domain) => !proven.includes(domain));
  if (unproven) {
    throw wrongDomains(
      `No owner or admin signs in with an address at ${unproven}, so it cannot be shown that it is yours. Make somebody who does an admin first.`,
    );
  }
  return domains;
}

function wrongDomains(message: string): AppError {
  return new AppError('BAD_REQUEST', message, { fields: { domains: message } });
}
