/** Longer than a purge that the platform refused takes to be tried again and to be done. */
const restless = 10_000;

/**
 * Whether what is rendered now may be kept by the CDN as usual: nothing of it was purged a moment ago, so that the platform
 * takes the next purge at once.
 */
export function isSettled(purgedAt: Date | null, now = Date.now()): boolean {
  return purgedAt === null || now - purgedAt.getTime() > restless;
}
