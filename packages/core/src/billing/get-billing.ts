import { Prisma } from '@archipelago/db/generated/client';
import { rawQuery } from '@archipelago/db/raw-query';
import type { Transaction } from '@archipelago/db/with-workspace';
import { z } from 'zod';
import { can } from '../access/can.ts';
import { teamSql } from '../entitlements/usage-of.ts';
import { query } from '../registry/query.ts';
import { type Meter, meters } from '../usage/meters.ts';
import { type UsedNow, usedNowSql } from '../usage/used-now.ts';
import {
  billingDetailsIn,
  type DiscountView,
  discountIn,
  endOf,
  hasCardOrIsPaid,
  isPaying,
  type PlannedView,
  type Projected,
  plannedOf,
  renewalOf,
  willRenew,
} from './billing-outlook.ts';
import { type Currency, currencies, type Interval, type Plan, planDescriptions } from './catalogue.ts';
import { chosenCurrency, isCurrencyFixed } from './currency-of-billing.ts';
import { planOf } from './entitlements-of.ts';
import { type InvoiceJson, type InvoiceView, invoiceFromJson, invoicesAsJson } from './invoice-view.ts';
import { overdueStatuses } from './payment-standing.ts';
import { type ComparedPlan, planComparison } from './plan-comparison.ts';
import type { BillingDetails } from './read-billing-details.ts';

export interface UsageMeter {
  meter: Meter;
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
  /** The part of it that is for seats which came and went in this period; negative when they left. */
  pendingAmount: number;
  /** When the plan ends, if it has been cancelled. */
  endsAt: Date | null;
  /** What the plan becomes when the period ends, if that was chosen. */
  planned: PlannedView | null;
  discount: DiscountView | null;
  /** What the invoices say; null while there is nothing to bill. */
  details: BillingDetails | null;
  /** The oldest invoice that waits for money. */
  owed: InvoiceView | null;
  /** The newest few. */
  invoices: InvoiceView[];
  /** Stripe could not charge the card; `paymentStanding` says what still works. */
  isPastDue: boolean;
  paymentMethod: string | null;
  /** `used` counts open invitations too, which hold a seat and cost nothing; `billable` is what paying now would charge. */
  seats: { used: number; billable: number; paid: number; allowed: number };
  usage: UsageMeter[];
  /** What the plan is paid in, or would be by default. */
  currency: Currency;
  /** A running plan keeps the currency that it was begun in. */
  isCurrencyFixed: boolean;
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
 * The billing page, with prices in the currency that a new plan would be bought in or that the running one has; from our own database only: it is there, and true, when Stripe is not. The subscription is the one
 * the request's context was loaded with, so that the page costs one statement more.
 */
export const getBilling = query({
  name: 'get-billing',
  permission: 'billing:read',
  input: z.strictObject({ currency: z.enum(currencies).optional() }),
  async run(ctx, { currency: chosen }): Promise<Billing> {
    const { subscription } = ctx;
    const { used, team, isCustomer, owed, latest, ...projected } = await countsOf(ctx.tx, ctx.workspace.id);

    const plan = planOf(subscription);
    const current = subscription && plan !== 'free' ? subscription : null;
    const interval = current?.interval ?? null;
    const currency = chosenCurrency(ctx, chosen);
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
      pendingAmount: projected.pendingAmount,
      endsAt: current ? endOf(current) : null,
      planned: current ? plannedOf(projected) : null,
      discount: current ? discountIn(projected) : null,
      details: isCustomer ? billingDetailsIn(projected) : null,
      owed: owed.map(invoiceFromJson)[0] ?? null,
      invoices: latest.map(invoiceFromJson),
      isPastDue: overdueStatuses.includes(current?.status ?? ''),
      paymentMethod: current?.paymentMethod ?? null,
      seats: {
        used: used.seats,
        billable: Math.max(1, team),
        paid: current?.seats ?? 0,
        allowed: ctx.entitlements.seats,
      },
      usage: shownMeters.map((meter) => ({
        meter,
        label: meters[meter].title,
        used: used[meter],
        allowed: ctx.entitlements[meters[meter].limit],
      })),
      currency,
      isCurrencyFixed: isCurrencyFixed(subscription),
      plans: planComparison(plan, currency),
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

const fewInvoices = 4;

/** What a glance at the plan needs; the page of usage has them all. */
const shownMeters = ['seats', 'posts', 'emails', 'storageBytes'] as const satisfies readonly Meter[];

interface Counts extends Projected {
  used: UsedNow;
  team: number;
  isCustomer: boolean;
  owed: InvoiceJson[];
  latest: InvoiceJson[];
}

async function countsOf(tx: Transaction, workspaceId: string): Promise<Counts> {
  const [row] = await rawQuery<Counts>(
    tx,
    Prisma.sql`select ${usedNowSql(workspaceId)} as used, ${teamSql(workspaceId)} as team,
        c.workspace_id is not null as "isCustomer", c.billing_name as "billingName", c.billing_email as "billingEmail",
        c.tax_id_type as "taxIdType", c.tax_id as "taxId", s.planned_plan as "plannedPlan",
        s.planned_interval as "plannedInterval", s.planned_seats as "plannedSeats", s.planned_at as "plannedAt",
        s.discount_name as "discountName", s.discount_percent_off as "discountPercentOff",
        s.discount_amount_off as "discountAmountOff", s.discount_ends_at as "discountEndsAt",
        coalesce(s.pending_amount, 0) as "pendingAmount",
        ${invoicesAsJson(workspaceId, Prisma.sql`and i.status = 'open' order by i.issued_at limit 1`)} as owed,
        ${invoicesAsJson(workspaceId, Prisma.sql`order by i.issued_at desc, i.id desc limit ${fewInvoices}`)} as latest
      from (select ${workspaceId}::uuid as id) w
      left join billing_customer c on c.workspace_id = w.id
      left join subscription s on s.workspace_id = w.id`,
  );
  if (!row) throw new Error('The billing statement returned no row.');
  return row;
}
