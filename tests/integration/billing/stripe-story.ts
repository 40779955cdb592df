import type { Stripe } from '@archipelago/core/billing/stripe';
import { unique } from '../../support/own-database.ts';
import { eventOf } from './event-of.ts';
import type { DoubleSubscription } from './stripe-double.ts';

export const happenings = [
  'subscribe',
  'trial',
  'seats',
  'plan',
  'fail',
  'pay',
  'cancel-later',
  'resume',
  'cancel',
] as const;

export type Happening = (typeof happenings)[number];

/** What happened, with the ids and numbers that it had. */
type Fact =
  | { what: 'subscribe' | 'trial'; id: string; invoice: string }
  | { what: 'seats'; seats: number }
  | { what: 'plan'; plan: string }
  | { what: 'fail' | 'pay'; invoice: string }
  | { what: 'cancel-later'; at: number }
  | { what: 'resume' | 'cancel' };

/** What a workspace must end as, said from the facts alone: the model that our copy is held against. */
export interface Expected {
  subscription: {
    id: string;
    plan: string;
    status: string;
    seats: number;
    cancelAt: number | null;
  } | null;
  /** Business facts that are to be told, each exactly once. */
  told: string[];
}

/** The life of one Stripe customer, as a test makes it up. */
export interface Story {
  customer: string;
  workspaceId: string;
  facts: Fact[];
  events: Stripe.Event[];
}

const month = 30 * 86_400;

/** Stripe's side of it: the state moves at once, and the events that tell of it are still to be delivered. */
export function happen(story: Story, held: DoubleSubscription[], what: Happening): Stripe.Event[] {
  const current = held.at(-1);
  const isLive = current !== undefined && current.status !== 'canceled';
  const begins = what === 'subscribe' || what === 'trial';
  if (isLive === begins) return [];
  const fact = factOf(what, current);
  story.facts.push(fact);
  if (fact.what === 'subscribe' || fact.what === 'trial') {
    held.push({
      id: fact.id,
      status: fact.what === 'trial' ? 'trialing' : 'active',
      lookupKey: 'pro_monthly',
      seats: 1,
      created: 1_760_000_000 + held.length,
    });
  } else if (current) move(current, fact);
  const events = eventsOf(story.customer, fact);
  story.events.push(...events);
  return events;
}

function factOf(what: Happening, current: DoubleSubscription | undefined): Fact {
  if (what === 'subscribe' || what === 'trial') return { what, id: unique('sub_'), invoice: unique('in_') };
  if (what === 'seats') return { what, seats: (current?.seats ?? 0) + 1 };
  if (what === 'plan') return { what, plan: current?.lookupKey === 'pro_monthly' ? 'business' : 'pro' };
  if (what === 'fail' || what === 'pay') return { what, invoice: unique('in_') };
  if (what === 'cancel-later') return { what, at: (current?.created ?? 0) + month };
  return { what };
}

function move(current: DoubleSubscription, fact: Fact): void {
  if (fact.what === 'seats') current.seats = fact.seats;
  if (fact.what === 'plan') current.lookupKey = `${fact.plan}_monthly`;
  if (fact.what === 'fail') current.status = 'past_due';
  if (fact.what === 'pay') current.status = 'active';
  if (fact.what === 'cancel-later') current.cancelAt = fact.at;
  if (fact.what === 'resume') current.cancelAt = undefined;
  if (fact.what === 'cancel') current.status = 'canceled';
}

function eventsOf(customer: string, fact: Fact): Stripe.Event[] {
  const paid = (objectId: string) => eventOf(customer, 'invoice.paid', { objectId, amountPaid: 1_200 });
  const updated = () => eventOf(customer, 'customer.subscription.updated');
  switch (fact.what) {
    case 'trial':
      return [eventOf(customer, 'customer.subscription.created')];
    case 'subscribe':
      return [
        eventOf(customer, 'customer.subscription.created'),
        eventOf(customer, 'checkout.session.completed'),
        paid(fact.invoice),
      ];
    case 'fail':
      return [updated(), eventOf(customer, 'invoice.payment_failed', { objectId: fact.invoice })];
    case 'pay':
      return [updated(), paid(fact.invoice)];
    case 'cancel':
      return [eventOf(customer, 'customer.subscription.deleted')];
    default:
      return [updated()];
  }
}

/** Pure: knows nothing of Stripe's double, of events or of their order. */
export function expectedOf(facts: readonly Fact[]): Expected {
  const told: string[] = [];
  let subscription: Expected['subscription'] = null;
  for (const fact of facts) {
    if (fact.what === 'subscribe' || fact.what === 'trial') {
      const status = fact.what === 'trial' ? 'trialing' : 'active';
      subscription = { id: fact.id, plan: 'pro', status, seats: 1, cancelAt: null };
      if (fact.what === 'subscribe') told.push(`receipt:${fact.invoice}`);
    } else if (subscription) {
      subscription = after(subscription, fact);
      if (fact.what === 'fail') told.push(`payment_failed:${fact.invoice}`);
      if (fact.what === 'pay') told.push(`receipt:${fact.invoice}`);
    }
  }
  return { subscription, told: told.sort() };
}

function after(subscription: NonNullable<Expected['subscription']>, fact: Fact) {
  switch (fact.what) {
    case 'seats':
      return { ...subscription, seats: fact.seats };
    case 'plan':
      return { ...subscription, plan: fact.plan };
    case 'fail':
      return { ...subscription, status: 'past_due' };
    case 'pay':
      return { ...subscription, status: 'active' };
    case 'cancel-later':
      return { ...subscription, cancelAt: fact.at };
    case 'resume':
      return { ...subscription, cancelAt: null };
    case 'cancel':
      return { ...subscription, status: 'canceled' };
    default:
      return subscription;
  }
}
