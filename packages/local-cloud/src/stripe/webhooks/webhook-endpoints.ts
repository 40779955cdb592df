import { apiVersion } from '../api-version.ts';
import { type ListPage, listPage } from '../http/list-page.ts';
import type { Params } from '../http/params.ts';
import { noSuch } from '../stripe-error.ts';
import type { WebhookEndpoint } from '../stripe-state.ts';
import type { World } from '../world.ts';

export interface WebhookTarget {
  url: string;
  /** One, or two while a secret is being rotated: each delivery is signed with all. */
  secrets: readonly string[];
  /** Event types as Stripe's `enabled_events`; everything unless told. */
  events?: readonly string[];
}

/** The endpoints are fixed when the local Stripe starts, so they are made from its options and not stored. */
export function webhookEndpoints(targets: readonly WebhookTarget[], created: number): WebhookEndpoint[] {
  return targets.map(
    ({ url, events }, index) =>
      ({
        id: `we_local_${index + 1}`,
        object: 'webhook_endpoint',
        api_version: apiVersion,
        application: null,
        created,
        description: null,
        enabled_events: [...(events ?? ['*'])],
        livemode: false,
        metadata: {},
        status: 'enabled',
        url,
      }) satisfies WebhookEndpoint,
  );
}

export function listWebhookEndpoints(world: World, params: Params): ListPage<WebhookEndpoint> {
  return listPage('/v1/webhook_endpoints', world.webhookEndpoints, params);
}

export function findWebhookEndpoint(world: World, id: string): WebhookEndpoint {
  const endpoint = world.webhookEndpoints.find((candidate) => candidate.id === id);
  if (!endpoint) throw noSuch('webhook endpoint', id);
  return endpoint;
}
