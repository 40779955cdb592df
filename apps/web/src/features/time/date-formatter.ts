const most = 64;
const kept = new Map<string, Intl.DateTimeFormat>();

/**
 * `Intl.DateTimeFormat`, made once per locale, zone and options: making one takes a hundred times longer than using it
 * and holds memory that the garbage collector does not see. The oldest goes when too many zones are in use.
 */
export function dateFormatter(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = kept.get(key);
  if (found) return found;
  const made = new Intl.DateTimeFormat(locale, options);
  if (kept.size >= most) kept.delete(kept.keys().next().value ?? '');
  kept.set(key, made);
  return made;
}
