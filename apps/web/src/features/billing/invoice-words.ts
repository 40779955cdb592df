import type { InvoiceView } from '@archipelago/core/billing/invoice-view';
import { type Clock, formatDay, formatShortDay } from '../time/format-time.ts';

export interface InvoiceStanding {
  tone: 'neutral' | 'ok' | 'warn' | 'bad';
  label: string;
  /** What it means, or what happens next. */
  detail: string;
}

/** What became of an invoice, in words. */
export function invoiceStanding(invoice: InvoiceView, clock: Clock): InvoiceStanding {
  const { status, attempts, nextAttemptAt, amountDue } = invoice;
  if (status === 'paid') {
    if (amountDue === 0) return { tone: 'neutral', label: 'No charge', detail: nothingDue(invoice) };
    return { tone: 'ok', label: 'Paid', detail: paidLater(invoice, clock) };
  }
  if (status === 'void') return { tone: 'neutral', label: 'Void', detail: 'Nobody owes it' };
  if (status === 'uncollectible') return { tone: 'bad', label: 'Unpaid', detail: 'Given up' };
  if (attempts === 0) return { tone: 'warn', label: 'Open', detail: 'Waits to be paid' };
  const again = nextAttemptAt ? `Tried again on ${formatShortDay(nextAttemptAt, clock)}` : 'Not tried again';
  return { tone: 'bad', label: 'Overdue', detail: again };
}

/** The day on which it was paid, unless that is the day on which it was written. */
function paidLater({ paidAt, issuedAt }: InvoiceView, clock: Clock): string {
  const day = paidAt ? formatDay(paidAt, clock) : '';
  return day === '' || day === formatDay(issuedAt, clock) ? '' : `On ${day}`;
}

function nothingDue({ total }: InvoiceView): string {
  if (total === 0) return '';
  return total < 0 ? 'Kept as credit' : 'Paid from credit';
}
