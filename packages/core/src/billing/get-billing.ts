import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { teamSql, usedSql } from '../entitlements/usage-of.ts';
import { query } from '../registry/query.ts';
import {
  currency,
  type Interval,
  type PaidPlan,
  type Plan,
  planDescriptions,
  plans,
  priceOf,
} from './catalogue.ts';
import { type Discount, discounted } from './discount.ts';
import { planOf } from './entitlements-of.ts';
import { type ComparedPlan, planComparison } from './plan-comparison.ts';
import type { BillingDetails } from './read-billing-details.ts';
import type { PlannedChange } from './read-planned-change.ts';

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
  /** The next charge, unless it has been cancelled. Cents of `currency`, without tax. */
  renewal: { at: Date; amount: number } | null;
  /** When the plan ends, if it has been cancelled. */
  endsAt: Date | null;
  /** What the plan becomes when the period ends, if that was chosen. */
  planned: { plan: PaidPlan; planName: string; interval: Interval; at: Date } | null;
  /** Taken off every invoice until it ends; null `endsAt` is for as long as the plan lasts. */
  discount: { name: string; percentOff: number | null; amountOff: number | null; endsAt: Date | null } | null;
  /** What the invoices say; null while there is nothing to bill. */
  details: BillingDetails | null;
  /** Stripe could not charge the card and keeps trying; everything still works. */
  isPastDue: boolean;
  paymentMethod: string | null;
  /** `used` counts open invitations too, which hold a seat and cost nothing; `billable` is what paying now would charge. */
  seats: { used: number; billable: number; paid: number; allowed: number };
  usage: UsageMeter[];
  currency: string;
  plans: ComparedPlan[];
  /** What this person may do here now. */
  can: {
    manage: boolean;
    startTrial: boolean;
    checkout: boolean;
    openPortal: boolean;
    changePlan: boolean;
    cancel: boolean;
    resume: boolean;
  };
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
    const { seats, team, posts, isCustomer, ...projected } = await countsOf(ctx.tx, ctx.workspace.id);

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
          ? renewalOf({ ...current, plan, interval }, projected)
          : null,
      endsAt: current ? endOf(current) : null,
      planned: current ? plannedOf(projected) : null,
      discount: current ? discountIn(projected) : null,
      details: isCustomer ? billingDetailsIn(projected) : null,
      isPastDue: current?.status === 'past_due',
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
        changePlan: manage && current !== null && isPaying(current) && !current.cancelAt,
        cancel: manage && current !== null && willRenew(current),
        resume: manage && current !== null && current.cancelAt !== null && hasCardOrIsPaid(current),
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

/** Whether there is something to change, instead of something to buy or to pay first. */
function isPaying(current: Current): boolean {
  return current.status === 'active' || (current.status === 'trialing' && current.paymentMethod !== null);
}

function hasCardOrIsPaid(current: Current): boolean {
  return current.status !== 'trialing' || current.paymentMethod !== null;
}

interface Running {
  plan: PaidPlan;
  interval: Interval;
  seats: number;
  currentPeriodEnd: Date;
}

/** What the next invoice will be about: the plan as it is, or what it becomes then. */
function renewalOf(current: Running, projected: Projected): { at: Date; amount: number } {
  const planned = plannedOf(projected);
  const { plan, interval } = planned ?? current;
  const whole = priceOf(plan, interval).unitAmount * (projected.plannedSeats ?? current.seats);
  const at = current.currentPeriodEnd;
  return { at, amount: discounted(whole, projected, at) };
}

function plannedOf({ plannedPlan, plannedInterval, plannedAt }: Projected): Billing['planned'] {
  const plan = plans.find((candidate) => candidate === plannedPlan);
  if (!plan || plan === 'free' || !plannedAt) return null;
  const interval = plannedInterval === 'year' ? 'year' : 'month';
  return { plan, planName: planDescriptions[plan].name, interval, at: plannedAt };
}

function discountIn(projected: Projected): Billing['discount'] {
  const { discountName: name, discountPercentOff, discountAmountOff, discountEndsAt } = projected;
  return name === null
    ? null
    : { name, percentOff: discountPercentOff, amountOff: discountAmountOff, endsAt: discountEndsAt };
}

function billingDetailsIn({ billingName, billingEmail, taxIdType, taxId }: Projected): BillingDetails {
  return { billingName, billingEmail, taxIdType, taxId };
}

type Projected = PlannedChange & Discount & BillingDetails;

interface Counts extends Projected {
  seats: number;
  team: number;
  posts: number;
  isCustomer: boolean;
}

async function countsOf(tx: Transaction, workspaceId: string): Promise<Counts> {
  const [row] = await rawQuery<Counts>(
    tx,
    Prisma.sql`select ${usedSql.seats(workspaceId)} as seats, ${teamSql(workspaceId)} as team, ${usedSql.posts(workspaceId)} as posts,
        c.workspace_id is not null as "isCustomer", c.billing_name as "billingName", c.billing_email as "billingEmail",
        c.tax_id_type as "taxIdType", c.tax_id as "taxId", s.planned_plan as "plannedPlan",
        s.planned_interval as "plannedInterval", s.planned_seats as "plannedSeats", s.planned_at as "plannedAt",
        s.discount_name as "discountName", s.discount_percent_off as "discountPercentOff",
        s.discount_amount_off as "discountAmountOff", s.discount_ends_at as "discountEndsAt"
      from (select ${workspaceId}::uuid as id) w
      left join billing_customer c on c.workspace_id = w.id
      left join subscription s on s.workspace_id = w.id`,
  );
  if (!row) throw new Error('The billing statement returned no row.');
  return row;
}
