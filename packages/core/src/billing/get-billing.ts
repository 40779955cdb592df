import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { teamSql, usedSql } from '../entitlements/usage-of.ts';
import { query } from '../registry/query.ts';
import { currency, type Interval, type Plan, planDescriptions, priceOf } from './catalogue.ts';
import { planOf } from './entitlements-of.ts';
import { overdueStatuses } from './payment-standing.ts';
import { type ComparedPlan, planComparison } from './plan-comparison.ts';

export interface UsageMeter {
  limit: 'seats' | 'posts';
  label: string;
  used: number;
  allowed: number;
}

export interface Billing {
  plan: Plan;
  planName: string;
  /** `free` without a subscription, otherwise as Stripe spells it. */
  status: string;
  interval: Interval | null;
  trialEndsAt: Date | null;
  /** The next charge, unless it has been cancelled. Cents of `currency`, without tax or discounts. */
  renewal: { at: Date; amount: number } | null;
  /** When the plan ends, if it has been cancelled. */
  endsAt: Date | null;
  /** Stripe could not charge the card; `paymentStanding` says what still works. */
  isPastDue: boolean;
  paymentMethod: string | null;
  /** `used` counts open invitations too, which hold a seat and cost nothing; `billable` is what paying now would charge. */
  seats: { used: number; billable: number; paid: number; allowed: number };
  usage: UsageMeter[];
  currency: string;
  plans: ComparedPlan[];
  /** What this person may do here now. */
  can: { manage: boolean; startTrial: boolean; checkout: boolean; openPortal: boolean };
}

/**
 * The billing page, from our own database only: it is there, and true, when Stripe is not. The subscription is the one
 * the request's context was loaded with, so that the page costs one statement more.
 */
export const getBilling = query({
  name: 'get-billing',
  permission: 'billing:read',
  input: z.strictObject({}),
  async run(ctx): Promise<Billing> {
    const { subscription } = ctx;
    const { seats, team, posts, isCustomer } = await countsOf(ctx.tx, ctx.workspace.id);

    const plan = planOf(subscription);
    const current = subscription && plan !== 'free' ? subscription : null;
    const interval = current?.interval ?? null;
    const manage = can(ctx, 'billing:manage');
    return {
      plan,
      planName: planDescriptions[plan].name,
      status: subscription?.status ?? 'free',
      interval,
      trialEndsAt: current?.status === 'trialing' ? current.trialEndsAt : null,
      renewal:
        current && plan !== 'free' && interval && willRenew(current)
          ? { at: current.currentPeriodEnd, amount: priceOf(plan, interval).unitAmount * current.seats }
          : null,
      endsAt: current ? endOf(current) : null,
      isPastDue: overdueStatuses.includes(current?.status ?? ''),
      paymentMethod: current?.paymentMethod ?? null,
      seats: {
        used: seats,
        billable: Math.max(1, team),
        paid: current?.seats ?? 0,
        allowed: ctx.entitlements.seats,
      },
      usage: [
        { limit: 'seats', label: 'Seats', used: seats, allowed: ctx.entitlements.seats },
        { limit: 'posts', label: 'Posts', used: posts, allowed: ctx.entitlements.posts },
      ],
      currency,
      plans: planComparison(plan),
      can: {
        manage,
        startTrial: manage && subscription === null,
        checkout: manage && (!current || (current.status === 'trialing' && !current.paymentMethod)),
        openPortal: manage && isCustomer,
      },
    };
  },
});

interface Current {
  status: string;
  paymentMethod: string | null;
  trialEndsAt: Date | null;
  cancelAt: Date | null;
}

function willRenew(current: Current): boolean {
  return endOf(current) === null;
}

/** A trial without a card ends with the trial. */
function endOf(current: Current): Date | null {
  if (current.cancelAt) return current.cancelAt;
  return current.status === 'trialing' && !current.paymentMethod ? current.trialEndsAt : null;
}

interface Counts {
  seats: number;
  team: number;
  posts: number;
  isCustomer: boolean;
}

async function countsOf(tx: Transaction, workspaceId: string): Promise<Counts> {
  const [row] = await rawQuery<Counts>(
    tx,
    Prisma.sql`select ${usedSql.seats(workspaceId)} as seats, ${teamSql(workspaceId)} as team, ${usedSql.posts(workspaceId)} as posts,
      exists(select from billing_customer where workspace_id = ${workspaceId}::uuid) as "isCustomer"`,
  );
  if (!row) throw new Error('The billing statement returned no row.');
  return row;
}
