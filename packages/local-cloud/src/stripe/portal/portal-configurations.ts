import type { Params } from '../http/params.ts';
import { noSuch, notSimulated } from '../stripe-error.ts';
import type { PortalConfiguration } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';

/** `POST /v1/billing_portal/configurations`. Only these features can be switched; the page follows them. */
export function createPortalConfiguration(world: World, params: Params): PortalConfiguration {
  const features = params.object('features');
  const enabled = (name: string) => {
    const feature = features?.object(name);
    return { on: feature?.boolean('enabled') ?? false, feature };
  };
  const invoices = enabled('invoice_history').on;
  const card = enabled('payment_method_update').on;
  const cancel = enabled('subscription_cancel');
  const cancelMode = cancel.feature?.choice('mode', ['at_period_end', 'immediately']) ?? 'at_period_end';
  const update = enabled('subscription_update');
  const offered = update.feature?.objects('products')?.map((product) => ({
    product: product.required('product'),
    prices: product.strings('prices') ?? [],
  }));
  const allowed = update.feature?.strings('default_allowed_updates') ?? [];
  update.feature?.choice('proration_behavior', ['always_invoice']);
  const profile = params.object('business_profile');
  const headline = profile?.string('headline') || null;
  const privacy = profile?.string('privacy_policy_url') || null;
  const terms = profile?.string('terms_of_service_url') || null;
  const returnUrl = params.string('default_return_url') || null;
  const name = params.string('name') || null;
  const metadata = params.metadata();
  params.finish();
  const unknown = allowed.find((what) => what !== 'price');
  if (unknown) throw notSimulated(`changing the ${unknown} in the portal`);
  const prices = update.on ? (offered ?? []) : [];
  const configuration = newConfiguration(world, { invoices, card, cancel: cancel.on, prices }, false);
  configuration.features.subscription_cancel.mode = cancelMode;
  configuration.business_profile = { headline, privacy_policy_url: privacy, terms_of_service_url: terms };
  configuration.default_return_url = returnUrl;
  configuration.name = name;
  configuration.metadata = metadata;
  world.state.portalConfigurations[configuration.id] = configuration;
  emit(world, 'billing_portal.configuration.created', configuration);
  return configuration;
}

export function findPortalConfiguration(world: World, id: string, param = 'id'): PortalConfiguration {
  const configuration = world.state.portalConfigurations[id];
  if (!configuration) throw noSuch('configuration', id, param);
  return configuration;
}

/** The one used when a session names none; made on first use, with every feature the page has. */
export function defaultPortalConfiguration(world: World): PortalConfiguration {
  const existing = Object.values(world.state.portalConfigurations).find(
    (configuration) => configuration.is_default,
  );
  if (existing) return existing;
  const prices = Object.values(world.state.products).map((product) => ({
    product: product.id,
    prices: Object.values(world.state.prices)
      .filter((price) => price.product === product.id && price.active && price.recurring)
      .map((price) => price.id),
  }));
  const configuration = newConfiguration(world, { invoices: true, card: true, cancel: true, prices }, true);
  world.state.portalConfigurations[configuration.id] = configuration;
  return configuration;
}

function newConfiguration(
  world: World,
  features: {
    invoices: boolean;
    card: boolean;
    cancel: boolean;
    prices: { product: string; prices: string[] }[];
  },
  isDefault: boolean,
): PortalConfiguration {
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
      invoice_history: { enabled: features.invoices },
      payment_method_update: { enabled: features.card, payment_method_configuration: null },
      subscription_cancel: {
        cancellation_reason: { enabled: false, feedback_options: null, options: [] },
        enabled: features.cancel,
        mode: 'at_period_end',
        proration_behavior: 'none',
      },
      subscription_pause: { duration: { interval_options: [], type: 'indefinite' }, enabled: false },
      subscription_update: {
        billing_cycle_anchor: null,
        default_allowed_updates: features.prices.length > 0 ? ['price'] : [],
        enabled: features.prices.length > 0,
        products: features.prices.map((offer) => ({
          ...offer,
          adjustable_quantity: { enabled: false, maximum: null, minimum: 1 },
        })),
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
