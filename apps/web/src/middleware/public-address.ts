import { edgeHintHeader, verifyEdgeHint } from '@archipelago/routing/edge-hint';
import type { TenantForm } from '../paths.ts';

export interface PublicAddress {
  /** Host with port, as the browser named it. */
  host: string;
  form: TenantForm;
  country: string | null;
}

/**
 * How the visitor addressed this request. What the edge signed is believed for links and for the country; without it
 * the request's own URL and the path form, which work everywhere, are used.
 */
export async function publicAddress(request: Request, url: URL, edgeSecret: string): Promise<PublicAddress> {
  const hint = await verifyEdgeHint(request.headers.get(edgeHintHeader), edgeSecret);
  if (!hint) return { host: url.host, form: 'path', country: null };
  return { host: hint.host, form: hint.form === 'root' ? 'path' : hint.form, country: hint.country };
}
