interface Priced {
  /** Cents of a seat. */
  perMonth: number;
  perYear: number;
}

/** How much less a year costs than twelve months, in whole per cent, for the plan where that is most. */
export function yearlySaving(plans: readonly Priced[]): number {
  return Math.floor(
    Math.max(...plans.map(({ perMonth, perYear }) => 100 - (100 * perYear) / (12 * perMonth))),
  );
}
