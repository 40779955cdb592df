const units = ['B', 'kB', 'MB', 'GB', 'TB'];

/** A size for people, e.g. `3.4 MB`; decimal units, as file managers show them. */
export function formatBytes(bytes: number, locale = 'en-GB'): string {
  let value = bytes;
  let unit = 0;
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  const digits = unit === 0 || value >= 99.95 ? 0 : 1;
  const style = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return `${new Intl.NumberFormat(locale, style).format(value)} ${units[unit]}`;
}
