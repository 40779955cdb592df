import { endDiscount } from '../discounts/discounts.ts';
import { type Offer, type Reduction, reduceLines } from '../discounts/reduce-lines.ts';
import type { Invoice, InvoiceLine } from '../stripe-state.ts';
import type { World } from '../world.ts';

/** Notes on each line what the offers take off it, and returns what each takes off the whole invoice. */
export function discountLines(lines: readonly InvoiceLine[], offers: readonly Offer[]): Reduction[] {
  const reducible = lines.map(({ amount, discountable, pricing }) => ({
    amount,
    discountable,
    product: pricing?.price_details?.product ?? '',
  }));
  const taken = reduceLines(reducible, offers);
  for (const [index, line] of lines.entries()) {
    line.discount_amounts = taken[index] ?? [];
    line.pretax_credit_amounts = (taken[index] ?? []).map((reduction) => ({
      ...reduction,
      type: 'discount',
    }));
  }
  return offers.flatMap(({ discount }) => {
    const own = taken.flat().filter((reduction) => reduction.discount === discount);
    const amount = own.reduce((sum, reduction) => sum + reduction.amount, 0);
    return amount > 0 ? { discount, amount } : [];
  });
}

/** A discount for once is over with the first invoice that it took something off. */
export function useUpDiscounts(world: World, invoice: Invoice): void {
  for (const { discount: id } of invoice.total_discount_amounts ?? []) {
    const discount = world.state.discounts[String(id)];
    const coupon = world.state.coupons[discount?.source.coupon ?? ''];
    if (discount && coupon?.duration === 'once') endDiscount(world, discount);
  }
}
