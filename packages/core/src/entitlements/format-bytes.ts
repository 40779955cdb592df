/** `1.5 MB`, as a person reads it; binary units under their everyday names. */
export function formatBytes(bytes: number): string {
  const units = ['bytes', 'KB', 'MB', 'GB', 'TB'];
  let amount = bytes;
  let unit = 0;
  while (amount >= 1024 && unit < units.length - 1) {
    amount /= 1024;
    unit += 1;
  }
  return `${new Intl.NumberFormat('en-GB', { maximumFractionDigits: amount < 10 ? 1 : 0 }).format(amount)} ${units[unit]}`;
}
