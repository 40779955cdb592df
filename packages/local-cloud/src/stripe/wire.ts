import type Stripe from 'stripe';

/** A response type of the SDK as it travels: decimals are strings, and there is no `lastResponse`. */
export type Wire<T> = T extends Stripe.Decimal
  ? string
  : T extends string | number | boolean | null | undefined
    ? T
    : T extends (infer Item)[]
      ? Wire<Item>[]
      : T extends object
        ? { [Key in keyof T as Key extends 'lastResponse' ? never : Key]: Wire<T[Key]> }
        : T;
