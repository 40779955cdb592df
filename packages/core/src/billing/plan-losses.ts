import { formatBytes } from '../entitlements/format-bytes.ts';
import type { CountedLimit } from '../entitlements/usage-of.ts';
import { type Entitlements, entitlements, type Feature, type Limit, type Plan } from './catalogue.ts';

/** How much of each limit is in use, how old the audit log is, and which features are used. */
export type PlanUse = Record<Limit, number> & Record<Feature, boolean>;

export interface PlanLoss {
  what: string;
  /** What happens to it, for people. */
  becomes: string;
  /** Whether the workspace uses it now, so that somebody will notice. */
  isUsed: boolean;
}

const number = new Intl.NumberFormat('en-GB');

const limits: Record<CountedLimit, { name: string; keeps: string; write?: (amount: number) => string }> = {
  seats: { name: 'Seats', keeps: 'everybody stays; nobody new can be invited' },
  posts: { name: 'Posts', keeps: 'all stay and can be read; no new ones' },
  storageBytes: { name: 'Storage', keeps: 'every file stays; no new ones', write: formatBytes },
  apiKeys: { name: 'API keys', keeps: 'they go on working; no new ones' },
  customDomains: { name: 'Custom domains', keeps: 'they go on working; no new ones' },
  apiRequestsPerMonth: { name: 'API requests a month', keeps: 'none is answered until the next month' },
  emailsPerMonth: { name: 'E-mails a month', keeps: 'none but the necessary is sent until the next month' },
};

const features: Record<Feature, { name: string; becomes: string }> = {
  outboundWebhooks: { name: 'Webhooks', becomes: 'Endpoints are kept; nothing is sent to them any more' },
  brandingRemoval: { name: 'Site without “Made with Archipelago”', becomes: 'The line is shown again' },
};

/**
 * What a workspace has less of on a smaller plan, what it uses first. Nothing that people made is deleted for it; the
 * audit log is cut to what the plan keeps.
 */
export function planLosses(from: Plan, to: Plan, use: PlanUse): PlanLoss[] {
  const [before, after] = [entitlements[from], entitlements[to]];
  const counted = (Object.keys(limits) as CountedLimit[])
    .filter((limit) => after[limit] < before[limit])
    .map((limit) => limitLoss(limit, after, use[limit]));
  const switched = (Object.keys(features) as Feature[])
    .filter((feature) => before[feature] && !after[feature])
    .map((feature) => ({
      what: features[feature].name,
      becomes: `${features[feature].becomes}.`,
      isUsed: use[feature],
    }));
  return [...counted, ...retentionLoss(before, after, use), ...switched].sort(
    (a, b) => Number(b.isUsed) - Number(a.isUsed),
  );
}

function limitLoss(limit: CountedLimit, after: Entitlements, used: number): PlanLoss {
  const { name, keeps, write = (amount: number) => number.format(amount) } = limits[limit];
  const allowed = after[limit];
  const isUsed = used > allowed;
  const becomes = isUsed
    ? `You use ${write(used)} and will have ${write(allowed)}: ${keeps}.`
    : `${write(allowed)}; you use ${write(used)}.`;
  return { what: name, becomes, isUsed };
}

function retentionLoss(before: Entitlements, after: Entitlements, use: PlanUse): PlanLoss[] {
  const days = after.auditRetentionDays;
  if (days >= before.auditRetentionDays) return [];
  const isUsed = use.auditRetentionDays > days;
  const becomes = isUsed
    ? `Entries older than ${days} days are removed in time: download the log first to keep them.`
    : `Entries are kept for ${days} days.`;
  return [{ what: 'Audit log', becomes, isUsed }];
}
