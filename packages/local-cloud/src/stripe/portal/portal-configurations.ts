import type { Params } from '../http/params.ts';
import { noSuch } from '../stripe-error.ts';
import type { PortalConfiguration } from '../stripe-state.ts';
import { change, emit, type World } from '../world.ts';
import { readPortalFeatures } from './read-portal-features.ts';

/** `POST /v1/billing_portal/configurations`. Only these features can be switched; the page follows them. */
export function createPortalConfiguration(world: World, params: Params): PortalConfiguration {
  const configuration = newConfiguration(world, false);
  const apply = readConfiguration(params);
  params.finish();
  apply(configuration);
  world.state.portalConfigurations[configuration.id] = configuration;
  emit(world, 'billing_portal.configuration.created', configuration);
  return configuration;
}

/** `POST /v1/billing_portal/configurations/:id`. What was not sent stays. */
export function updatePortalConfiguration(world: World, id: string, params: Params): PortalConfiguration {
  const configuration = findPortalConfiguration(world, id);
  const active = params.boolean('active');
  const apply = readConfiguration(params);
  params.finish();
  return change(world, configuration, 'billing_portal.configuration.updated', (changed) => {
    apply(changed);
    if (active !== undefined) changed.active = active;
    changed.updated = world.now();
  });
}

export function findPortalConfiguration(world: World, id: string, param = 'id'): PortalConfiguration {
  const configuration = world.state.portalConfigurations[id];
  if (!configuration) throw noSuch('configuration', id, param);
  return configuration;
}

/** The one used when a session names none; made on first use, with every feature but the change of quantities. */
export function defaultPortalConfiguration(world: World): PortalConfiguration {
  const existing = Object.values(world.state.portalConfigurations).find(
    (configuration) => configuration.is_default,
  );
  if (existing) return existing;
  const configuration = newConfiguration(world, true);
  const { features } = configuration;
  features.invoice_history.enabled = true;
  features.payment_method_update.enabled = true;
  features.subscription_cancel.enabled = true;
  features.customer_update = { allowed_updates: ['email', 'name', 'tax_id'], enabled: true };
  features.subscription_update.enabled = true;
  features.subscription_update.default_allowed_updates = ['price'];
  features.subscription_update.products = Object.values(world.state.products).map((product) => ({
    product: product.id,
    prices: Object.values(world.state.prices)
      .filter((price) => price.product === product.id && price.active && price.recurring)
      .map((price) => price.id),
    adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
  }));
  world.state.portalConfigurations[configuration.id] = configuration;
  return configuration;
}

function readConfiguration(params: Params): (configuration: PortalConfiguration) => void {
  const features = readPortalFeatures(params.object('features'));
  const profile = params.object('business_profile');
  const read = (from: Params | undefined, name: string) => {
    const value = from?.string(name);
    return value === undefined ? undefined : value || null;
  };
  const headline = read(profile, 'headline');
  const privacy = read(profile, 'privacy_policy_url');
  const terms = read(profile, 'terms_of_service_url');
  const returnUrl = read(params, 'default_return_url');
  const name = read(params, 'name');
  const metadata = params.has('metadata') ? params.metadata() : undefined;
  return (configuration) => {
    features(configuration.features);
    const { business_profile: shown } = configuration;
    if (headline !== undefined) shown.headline = headline;
    if (privacy !== undefined) shown.privacy_policy_url = privacy;
    if (terms !== undefined) shown.terms_of_service_url = terms;
    if (returnUrl !== undefined) configuration.default_return_url = returnUrl;
    if (name !== undefined) configuration.name = name;
    if (metadata) configuration.metadata = { ...configuration.metadata, ...metadata };
  };
}

function newConfiguration(world: World, isDefault: boolean): PortalConfiguration {
  return {
    id: world.newId('bpc'),
    object: 'billing_portal.configuration',
    active: true,
    application: null,
    business_profile: { headline: null, privacy_policy_url: null, terms_of_service_url: null },
    created: world.now(),
    default_return_url: null,
    features: {
      customer_update: { allowed_updates: [], enabled: false },
      invoice_history: { enabled: false },
      payment_method_update: { enabled: false, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: false,
        mode: 'at_period_end',
        proration_behavior: 'none',
      },
      subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: [],
        enabled: false,
        products: [],
        proration_behavior: 'always_invoice',
        schedule_at_period_end: { conditions: [] },
        trial_update_behavior: 'continue_trial',
      },
    },
    is_default: isDefault,
    livemode: false,
    login_page: { enabled: false, url: null },
    metadata: {},
    name: null,
    updated: world.now(),
  } satisfies PortalConfiguration;
}
