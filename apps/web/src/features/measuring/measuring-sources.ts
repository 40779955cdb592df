import type { Measuring } from '@archipelago/core/measuring';

/** Public pages alone: nobody's work in a dashboard is counted, nor where people sign in or pay. */
export function isMeasured(routePattern: string): boolean {
  if (/^\/w\/\[workspace\]\/(?:dashboard|who|invitation|closing|join)(?:\/|$)/.test(routePattern))
    return false;
  if (routePattern === '/w/[workspace]' || routePattern.startsWith('/w/[workspace]/')) return true;
  return /^\/(?:$|(?:features|pricing|security|docs|blog|changelog|contact|legal)(?:\/|$))/.test(
    routePattern,
  );
}

/** What a page may load and call so that its visit is counted: exactly the script's origin, and nothing without a script. */
export function measuringSources(
  routePattern: string,
  measuring: Measuring | null,
): Record<string, readonly string[]> {
  if (!measuring || !isMeasured(routePattern)) return {};
  return { 'script-src': [measuring.origin], 'connect-src': [measuring.origin] };
}
