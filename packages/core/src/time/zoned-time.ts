const formatters = new Map<string, Intl.DateTimeFormat>();

/** What the clocks of a time zone show at a moment: `2026-11-21T09:41`, as a form's field for date and time has it. */
export function clockTimeOf(moment: Date, timeZone: string): string {
  const parts = Object.fromEntries(
    formatterOf(timeZone)
      .formatToParts(moment)
      .map(({ type, value }) => [type, value]),
  );
  return `${parts.year}-${parts.month}-${parts.day}T${parts.hour}:${parts.minute}`;
}

/**
 * The moment at which the clocks of a time zone show this: the first of two where they are set back, and where they are
 * set forward over it as much later as they skip. Null for what is no date and time.
 */
export function momentOf(clockTime: string, timeZone: string): Date | null {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(clockTime);
  const asUtc = Date.parse(`${match?.[1]}:00Z`);
  if (Number.isNaN(asUtc) || new Date(asUtc).toISOString().slice(0, 16) !== match?.[1]) return null;
  const day = 24 * 60 * 60 * 1000;
  // What the clocks were ahead by a day before and a day after: one of the two holds, or this hour does not exist.
  const [before, after] = [asUtc - day, asUtc + day].map((near) => aheadOfUtc(near, timeZone)) as [
    number,
    number,
  ];
  const fits = [before, after]
    .map((ahead) => asUtc - ahead)
    .filter((moment) => moment + aheadOfUtc(moment, timeZone) === asUtc);
  return new Date(fits.length > 0 ? Math.min(...fits) : asUtc - before);
}

function aheadOfUtc(moment: number, timeZone: string): number {
  const whole = Math.floor(moment / 60_000) * 60_000;
  return Date.parse(`${clockTimeOf(new Date(whole), timeZone)}:00Z`) - whole;
}

function formatterOf(timeZone: string): Intl.DateTimeFormat {
  const kept = formatters.get(timeZone);
  if (kept) return kept;
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  formatters.set(timeZone, made);
  return made;
}
