import { Prisma } from '@archipelago/db/generated/client';

/** `dead`: given up. `running`: a worker holds it. `retrying`: it failed and is tried again. `waiting`: its turn comes. */
export const customerStates = ['dead', 'running', 'retrying', 'waiting', 'synced'] as const;
export type CustomerState = (typeof customerStates)[number];

/** A Stripe customer of `billing_customer c` as the operators' screens show it: how far we are, never what was bought. */
export interface CustomerRow {
  stripeCustomerId: string;
  state: CustomerState;
  /** Events that we have not acted on. */
  waitingEvents: number;
  /** Since when; null when there are none. */
  dirtySince: string | null;
  attempts: number;
  lastError: string | null;
}

export const customerColumns = Prisma.sql`
  c.stripe_customer_id as "stripeCustomerId",
  case
    when c.dirty_since is null then 'synced'
    when c.dead_at is not null then 'dead'
    when c.lease_until > now() then 'running'
    when c.attempts > 0 then 'retrying'
    else 'waiting'
  end as state,
  (c.dirty_seq - c.synced_seq)::float8 as "waitingEvents",
  c.dirty_since as "dirtySince",
  c.attempts,
  c.last_error as "lastError"`;
