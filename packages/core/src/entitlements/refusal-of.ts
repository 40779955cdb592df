import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { type Feature, planDescriptions, plans } from '../billing/catalogue.ts';
import { planOf } from '../billing/entitlements-of.ts';
import type { WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { formatBytes } from './format-bytes.ts';
import type { CountedLimit } from './usage-of.ts';

const number = new Intl.NumberFormat('en-GB');

interface Wording {
  noun: string;
  /** What to do about it without paying, as a sentence that can go on. */
  remedy: string;
  write?: (amount: number) => string;
}

const counted: Record<CountedLimit, Wording> = {
  seats: { noun: 'seats', remedy: 'Remove somebody, revoke an open invitation' },
  posts: { noun: 'posts', remedy: 'Delete posts you no longer need' },
  storageBytes: { noun: 'of storage', remedy: 'Remove files you no longer need', write: formatBytes },
  apiKeys: { noun: 'API keys', remedy: 'Revoke a key that nothing uses any more' },
  customDomains: { noun: 'custom domains', remedy: 'Remove one you no longer need' },
  emailsPerMonth: {
    noun: 'e-mails a month',
    remedy: 'Wait for the first of next month (UTC)',
  },
  apiRequestsPerMonth: {
    noun: 'API requests a month',
    remedy: 'Wait for the first of next month (UTC)',
  },
};

const features: Record<Feature, string> = {
  outboundWebhooks: 'Webhooks to your own systems',
  brandingRemoval: 'Hiding “Made with Archipelago”',
};

/** What a plan lacks as a whole: PAYMENT_REQUIRED that says what, and how to get it. */
export async function featureRefusal(
  tx: Transaction,
  ctx: WorkspaceContext,
  feature: Feature,
): Promise<AppError> {
  const text = `${features[feature]} is not part of the ${planName(ctx)} plan. ${sentence(await wayToMore(tx, ctx))}`;
  return new AppError('PAYMENT_REQUIRED', text, { reason: feature });
}

/** What does not fit any more: PAYMENT_REQUIRED that says what, how much of how much is used, and how to raise it. */
export async function limitRefusal(
  tx: Transaction,
  ctx: WorkspaceContext,
  limit: CountedLimit,
  used: number,
): Promise<AppError> {
  const allowed = ctx.entitlements[limit];
  const { noun, remedy, write = number.format } = counted[limit];
  const way = await wayToMore(tx, ctx);
  const text =
    allowed === 0
      ? `The ${planName(ctx)} plan has no ${noun}. ${sentence(way)}`
      : `The ${planName(ctx)} plan has ${write(allowed)} ${noun} and ${taken(used, allowed, write)}. ${remedy}, or ${way}.`;
  return new AppError('PAYMENT_REQUIRED', text, { reason: limit });
}

function taken(used: number, allowed: number, write: (amount: number) => string): string {
  if (used === allowed) return 'all are taken';
  // More than the plan has: a larger one was left. What is there stays.
  return used > allowed ? `${write(used)} are in use` : `${write(used)} are taken already`;
}

/** What whoever asks can do to have more, in lower case and without a full stop: pay, or know whom to ask. */
async function wayToMore(tx: Transaction, ctx: WorkspaceContext): Promise<string> {
  if (planOf(ctx.subscription) === plans.at(-1)) return 'write to us: there is no larger plan';
  if (ctx.grant?.permissions.includes('billing:manage')) return 'choose a larger plan under Billing';
  const [owner] = await rawQuery<{ name: string }>(
    tx,
    Prisma.sql`select u.name from member m join "user" u on u.id = m.user_id
      where m.workspace_id = ${ctx.workspace.id}::uuid and m.role = 'owner' order by m.created_at, u.name limit 1`,
  );
  return `ask ${owner?.name || 'an owner'} to choose a larger plan`;
}

function sentence(way: string): string {
  return `${way.charAt(0).toUpperCase()}${way.slice(1)}.`;
}

function planName(ctx: WorkspaceContext): string {
  return planDescriptions[planOf(ctx.subscription)].name;
}
