import { planDescriptions, plans } from '../../billing/catalogue.ts';
import type { BillingEffect } from '../../billing/effects/billing-effect.ts';
import type { InvoiceInMail } from '../../billing/read-for-mail.ts';
import type { MailMessage } from '../send-mail.ts';
import { layOutMail, type MailContent } from './layout.ts';
import { platformSender } from './platform-sender.ts';

export interface BillingMail {
  workspace: { name: string; timeZone: string };
  effect: BillingEffect;
  /** Of an effect that has one, as it is now. */
  invoice: InvoiceInMail | null;
  hasCard: boolean;
  /** Nothing was paid yet: the plan has not begun. */
  isFirstPayment: boolean;
  /** Until when everything works, while something is not paid. */
  graceUntil: Date | null;
  billingUrl: string;
  /** Why it comes to this address. */
  reason: string;
}

type Text = Pick<MailContent, 'heading' | 'paragraphs' | 'action' | 'note'>;

/** One thing that happened to a subscription, to whoever gets the bills: from the platform, which sends them. */
export function billingMail(mail: BillingMail): MailMessage {
  const { workspace, reason } = mail;
  const text = textOf(mail);
  const subject = `${text.heading} (${workspace.name})`.replace(/[\r\n\0]+/g, ' ');
  return layOutMail({ workspace: platformSender, subject, ...text, footer: reason });
}

function textOf(mail: BillingMail): Text {
  const { workspace, effect, invoice, hasCard, billingUrl } = mail;
  const { name } = workspace;
  const day = (date: Date | string) => dayIn(workspace.timeZone, date);
  const toBilling = (label: string) => ({ label, url: billingUrl });
  switch (effect.kind) {
    case 'trial-ending': {
      const plan = nameOf(effect.details.plan);
      const ends = day(effect.details.endsAt);
      return {
        heading:
          effect.details.daysBefore === 1
            ? `The trial of ${plan} is about to end, on ${ends}`
            : `The trial of ${plan} ends on ${ends}`,
        paragraphs: hasCard
          ? [`${name} stays on ${plan}: the first payment is taken when the trial ends.`]
          : [`After that ${name} goes back to Free. Everything in it is kept, and nothing is charged.`],
        action: toBilling(hasCard ? 'See the plan' : `Keep ${plan}`),
        note: hasCard
          ? 'To stop before, cancel under Billing.'
          : 'To let the trial end, there is nothing to do.',
      };
    }
    case 'payment-failed':
      return {
        heading: `A payment for ${name} did not go through`,
        paragraphs: [
          `${invoice ? `${money(invoice.due, invoice.currency)} could` : 'The last bill could'} not be collected. The card may have expired, or your bank may have refused it.`,
          afterFailure(mail),
        ],
        action: invoice?.url ? { label: 'Pay the bill', url: invoice.url } : toBilling('Pay the bill'),
        note: {
          text: 'To pay with another card, update it under',
          link: { label: 'Billing', url: billingUrl },
        },
      };
    case 'payment-recovered':
      return {
        heading: `${name} is paid up again`,
        paragraphs: [
          `The payment that had failed went through. ${nameOf(effect.details.plan)} goes on as before.`,
        ],
        action: toBilling('Open Billing'),
        note: 'There is nothing to do.',
      };
    case 'plan-changed': {
      const { from, to, interval, trialEndsAt } = effect.details;
      const billed = interval === 'year' ? 'yearly' : 'monthly';
      return {
        heading: trialEndsAt ? `${name} is trying ${nameOf(to)}` : `${name} is on ${nameOf(to)}`,
        paragraphs: [
          trialEndsAt
            ? `The trial runs until ${day(trialEndsAt)}. No card is needed for it.`
            : from === to
              ? `From now on it is billed ${billed}.`
              : `The plan changed from ${nameOf(from)} to ${nameOf(to)}, billed ${billed}.`,
        ],
        action: toBilling('See the plan'),
        note: 'If none of you asked for this, look at the audit log of the workspace.',
      };
    }
    case 'cancelled': {
      const plan = nameOf(effect.details.plan);
      return {
        heading: `${plan} was cancelled and ends on ${day(effect.details.endsAt)}`,
        paragraphs: [
          `Until then everything stays as it is, and nothing more is charged. After that ${name} is on Free with everything in it.`,
        ],
        action: toBilling(`Keep ${plan}`),
        note: 'If this is what you want, there is nothing to do.',
      };
    }
    case 'ended': {
      const plan = nameOf(effect.details.plan);
      const why = {
        trial: `The trial of ${plan} has ended. Nothing was charged.`,
        unpaid: `The bill was not paid, so ${plan} has ended.`,
        cancelled: `${plan} has ended.`,
      };
      return {
        heading: `${name} is on Free`,
        paragraphs: [
          why[effect.details.because],
          `Everything in ${name} is kept. The limits of Free hold for what is new.`,
        ],
        action: toBilling('Choose a plan'),
        note: 'To stay on Free, there is nothing to do.',
      };
    }
    case 'read-only':
      return {
        heading: `${name} can only be read now`,
        paragraphs: [
          'A bill has not been paid in time. The public site stays open to readers; nobody can change anything or write on it.',
          'Nothing is deleted. Pay the bill, and everything works again at once. You can still export all data.',
        ],
        action: toBilling('Pay the bill'),
        note: 'To stop instead, cancel the plan under Billing: the workspace goes back to Free.',
      };
    case 'receipt':
      return {
        heading: invoice
          ? `Receipt for ${money(invoice.paid, invoice.currency)}`
          : 'Receipt for your payment',
        paragraphs: [
          `Thank you. The payment for ${name} was received${invoice?.number ? ` for invoice ${invoice.number}` : ''}.`,
        ],
        action: invoice?.url
          ? { label: 'Open the invoice', url: invoice.url }
          : toBilling('See all invoices'),
        note: { text: 'All invoices are under', link: { label: 'Billing', url: billingUrl } },
      };
  }
}

function afterFailure({ workspace, graceUntil, isFirstPayment }: BillingMail): string {
  const { name, timeZone } = workspace;
  if (isFirstPayment) {
    return `The plan begins when it is paid; your bank may only want you to confirm it. Until then ${name} stays on Free.`;
  }
  return graceUntil
    ? `Everything goes on working until ${dayIn(timeZone, graceUntil)} while the card is tried again. After that ${name} can be read but not changed until the bill is paid. Nothing is deleted.`
    : 'Nothing is deleted. Pay the bill, and everything works again at once.';
}

function nameOf(plan: string): string {
  const known = plans.find((candidate) => candidate === plan);
  return known ? planDescriptions[known].name : plan;
}

function dayIn(timeZone: string, date: Date | string): string {
  const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone } as const;
  return new Intl.DateTimeFormat('en-GB', style).format(new Date(date));
}

function money(cents: number, currency: string): string {
  const style = { style: 'currency', currency, minimumFractionDigits: cents % 100 === 0 ? 0 : 2 } as const;
  return new Intl.NumberFormat('en-US', style).format(cents / 100);
}
