/** `$12` or `$12.50`: cents of an ISO 4217 currency, without the zeros nobody needs; `exact` keeps them, for sums. */
export function formatMoney(cents: number, currency: string, exact = false): string {
  return new Intl.NumberFormat('en-US', {
    style: 'currency',
    currency: currency.toUpperCase(),
    minimumFractionDigits: !exact && cents % 100 === 0 ? 0 : 2,
  }).format(cents / 100);
}
