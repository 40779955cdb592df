import { type Stripe, stripe } from './stripe.ts';

/** By this `npm run billing:sync` finds its own configuration again, beside whatever a person made in the dashboard. */
export const portalMetadata = { managed_by: 'archipelago' } as const;

export async function findPortalConfiguration(
  client: Stripe,
): Promise<Stripe.BillingPortal.Configuration | undefined> {
  for await (const configuration of client.billingPortal.configurations.list({
    active: true,
    limit: 100,
    // Left out of the answer unless asked for.
    expand: ['data.features.subscription_update.products'],
  })) {
    if (configuration.metadata?.managed_by === portalMetadata.managed_by) return configuration;
  }
  return undefined;
}

let known: string | undefined;

/** The id of the portal's configuration, asked for once per process; undefined, for Stripe's default, before the first sync. */
export async function portalConfigurationId(): Promise<string | undefined> {
  known ??= (await findPortalConfiguration(stripe()))?.id;
  return known;
}
