import type { Coupon } from '../stripe-state.ts';

/** One discount in force, and what its coupon takes off. */
export interface Offer {
  discount: string;
  coupon: Coupon;
}

export interface Reducible {
  /** Cents. */
  amount: number;
  discountable: boolean;
  product: string;
}

export interface Reduction {
  discount: string;
  /** Cents, positive. */
  amount: number;
}

/**
 * What the offers take off each line, one after the other, each from what the ones before have left. An amount is spread
 * over the lines by their size; the last one takes the cents that rounding left. Nothing goes below zero.
 */
export function reduceLines(lines: readonly Reducible[], offers: readonly Offer[]): Reduction[][] {
  const left = lines.map((line) => (line.discountable ? Math.max(0, line.amount) : 0));
  const taken: Reduction[][] = lines.map(() => []);
  for (const { discount, coupon } of offers) {
    const eligible = lines.map((line, index) =>
      !coupon.applies_to || coupon.applies_to.products.includes(line.product) ? (left[index] ?? 0) : 0,
    );
    for (const [index, amount] of shares(eligible, coupon).entries()) {
      if (amount === 0) continue;
      taken[index]?.push({ discount, amount });
      left[index] = (left[index] ?? 0) - amount;
    }
  }
  return taken;
}

/** What is left of one amount. */
export function reducedAmount(amount: number, product: string, offers: readonly Offer[]): number {
  const [taken = []] = reduceLines([{ amount, discountable: true, product }], offers);
  return taken.reduce((left, reduction) => left - reduction.amount, amount);
}

function shares(eligible: readonly number[], { percent_off, amount_off }: Coupon): number[] {
  if (percent_off !== null) return eligible.map((amount) => Math.round((amount * percent_off) / 100));
  const total = eligible.reduce((sum, amount) => sum + amount, 0);
  let rest = Math.min(amount_off ?? 0, total);
  const wanted = rest;
  const last = eligible.findLastIndex((amount) => amount > 0);
  return eligible.map((amount, index) => {
    const share = index === last ? rest : Math.round((wanted * amount) / (total || 1));
    rest -= share;
    return share;
  });
}
