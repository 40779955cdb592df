import type { Billing } from '@archipelago/core/billing/get-billing';
import { type Clock, formatDay } from '../time/format-time.ts';

export interface BillingNoticeText {
  tone: 'ok' | 'info';
  title: string;
  text: string;
}

/** What to say about what a person just did; null when what is true now says something else. */
export function billingNotice(notice: string, billing: Billing, clock: Clock): BillingNoticeText | null {
  const { planName, planned, endsAt, status, discount } = billing;
  if (notice === 'trial' && status === 'trialing') {
    return ok(`Your ${planName} trial has started.`, 'Everything in it is yours to use now.');
  }
  if (notice === 'paid') return ok(`Thank you. You are on ${planName}.`, 'The invoice is under Invoices.');
  if (notice === 'not-paid') {
    return {
      tone: 'info',
      title: 'Nothing was paid.',
      text: 'You left the payment page before it was done. You can start again at any time.',
    };
  }
  if (notice === 'upgraded') return ok(`You are on ${planName} now.`, 'What was charged is under Invoices.');
  if (notice === 'planned' && planned) {
    return ok('Your choice is noted.', 'Nothing was charged, and you can take it back until then.');
  }
  if (notice === 'cancelled' && endsAt) {
    return ok(
      `${planName} is cancelled.`,
      `It stays until ${formatDay(endsAt, clock)}; until then you can change your mind.`,
    );
  }
  if (notice === 'kept' && !endsAt && !planned) {
    return ok(`You stay on ${planName}.`, 'It renews as before.');
  }
  if (notice === 'code' && discount) {
    return ok(`${discount.name} is applied.`, 'It is taken off from the next invoice on.');
  }
  if (notice === 'confirming') {
    return {
      tone: 'info',
      title: 'Your payment is being confirmed.',
      text: 'Our payment provider does not answer right now. The plan appears here by itself; reload in a minute.',
    };
  }
  if (notice === 'details') return ok('The details are saved.', 'They are on the next invoice.');
  return null;
}

function ok(title: string, text: string): BillingNoticeText {
  return { tone: 'ok', title, text };
}
