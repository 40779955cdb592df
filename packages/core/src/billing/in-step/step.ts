import type { StripeCatalogue } from '../catalogue-as-stripe.ts';
import type { Stripe } from '../stripe.ts';

/** One thing to do at Stripe, so that it agrees with the catalogue. */
export interface Step {
  /** As a line to read, e.g. `create the price pro_monthly`. */
  what: string;
  run(): Promise<unknown>;
}

/** Reads what Stripe has and says what is to do, in order. Changes nothing by itself. */
export type Compare = (stripe: Stripe, wanted: StripeCatalogue) => Promise<Step[]>;
