import { environment } from '../environment.ts';
import type { RoutingTarget } from './domain-records.ts';

/** Where a custom domain has to lead: what the deployment says, else the host of `APP_URL`. */
export function routingTarget(): RoutingTarget {
  const { APP_URL, CUSTOM_DOMAIN_ADDRESSES, CUSTOM_DOMAIN_TARGET } = environment();
  return {
    target: CUSTOM_DOMAIN_TARGET ?? new URL(APP_URL).hostname,
    addresses: CUSTOM_DOMAIN_ADDRESSES ?? [],
  };
}
