import { localSite } from '../netlify/local-site.ts';
import type { LocalSettings } from '../settings.ts';

/** Asks the local Netlify, which is in the product's process; null when that is not running. */
export function askNetlify(
  settings: LocalSettings,
  path: string,
  init: RequestInit = {},
): Promise<Response | null> {
  return fetch(`http://127.0.0.1:${settings.webPort + 8}${path}`, {
    ...init,
    headers: { authorization: `Bearer ${localSite.token}` },
    signal: AbortSignal.timeout(1_000),
  }).catch(() => null);
}
