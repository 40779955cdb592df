/** A plan as the calculator needs it. Amounts are cents for one seat: of a month, and of a whole year. */
export interface SeatPrice {
  perMonth: number;
  perYear: number;
  /** The most people it may have on the team. */
  seats: number;
}

export interface SeatCost {
  /** Cents for a year of twelve invoices, and for one yearly invoice. */
  monthly: number;
  yearly: number;
  /** Cents that a yearly invoice saves in a year. */
  saved: number;
}

/** What a team of this size costs in a year; null when the plan has not that many seats. */
export function seatCost(price: SeatPrice, people: number): SeatCost | null {
  if (people > price.seats) return null;
  const monthly = price.perMonth * people * 12;
  const yearly = price.perYear * people;
  return { monthly, yearly, saved: monthly - yearly };
}
