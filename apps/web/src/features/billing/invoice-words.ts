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
  const { status, attempts, nextAttemptAt, paidAt, amountDue } = invoice;
  if (status === 'paid') {
    if (amountDue === 0) return { tone: 'neutral', label: 'Nothing due', detail: nothingDue(invoice) };
    return { tone: 'ok', label: 'Paid', detail: paidAt ? `On ${formatDay(paidAt, clock)}` : '' };
  }
  if (status === 'void') return { tone: 'neutral', label: 'Void', detail: 'Nobody owes it' };
  if (status === 'uncollectible') return { tone: 'bad', label: 'Unpaid', detail: 'Given up' };
  if (attempts === 0) return { tone: 'warn', label: 'Open', detail: 'Waits to be paid' };
  const again = nextAttemptAt ? `Tried again on ${formatShortDay(nextAttemptAt, clock)}` : 'Not tried again';
  return { tone: 'bad', label: 'Overdue', detail: again };
}

function nothingDue({ total }: InvoiceView): string {
  if (total === 0) return 'Nothing was charged';
  return total < 0 ? 'Kept as credit' : 'Paid from credit';
}
