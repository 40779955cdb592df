/** The shares of a limit, in per cent, at which people are warned; the last one is the limit itself. */
export const thresholds = [80, 100] as const;
export type Threshold = (typeof thresholds)[number];

/** Every share that is reached, from the smallest. Nothing used reaches nothing, also of a limit of none. */
export function thresholdsReached(used: number, limit: number): Threshold[] {
  return used > 0 ? thresholds.filter((threshold) => used * 100 >= limit * threshold) : [];
}

/** Whether a use that grew from `before` to `after` reached a share of the limit that it had not reached yet. */
export function crossesThreshold(before: number, after: number, limit: number): boolean {
  return thresholdsReached(after, limit).length > thresholdsReached(before, limit).length;
}
