/** `30 days`, `one year`, `7 years`. */
export function retentionText(days: number): string {
  const years = days / 365;
  if (!Number.isInteger(years)) return `${days} days`;
  return years === 1 ? 'one year' : `${years} years`;
}
