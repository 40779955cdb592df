import { findCustomer } from '../customers/customers.ts';
import type { Params } from '../http/params.ts';
import { missingParameter, notSimulated } from '../stripe-error.ts';
import type { PortalSession } from '../stripe-state.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import { emit, type World } from '../world.ts';
import { defaultPortalConfiguration, findPortalConfiguration } from './portal-configurations.ts';

/** `POST /v1/billing_portal/sessions`. Flows: change the card, cancel a subscription. */
export function createPortalSession(world: World, params: Params): PortalSession {
  const customer = findCustomer(world, params.required('customer'), 'customer');
  const configurationId = params.string('configuration');
  const configuration = configurationId
    ? findPortalConfiguration(world, configurationId, 'configuration')
    : defaultPortalConfiguration(world);
  const returnUrl = params.string('return_url') || configuration.default_return_url;
  const locale = params.string('locale') || null;
  const flow = readFlow(world, params.object('flow_data'));
  params.finish();
  const id = world.newId('bps');
  const session = {
    id,
    object: 'billing_portal.session',
    configuration: configuration.id,
    created: world.now(),
    customer: customer.id,
    customer_account: null,
    flow,
    livemode: false,
    locale,
    on_behalf_of: null,
    return_url: returnUrl,
    url: `${world.baseUrl}/p/session/${id}`,
  } satisfies PortalSession;
  world.state.portalSessions[id] = session;
  emit(world, 'billing_portal.session.created', session);
  return session;
}

function readFlow(world: World, data: Params | undefined): PortalSession['flow'] {
  if (!data) return null;
  const type = data.required('type');
  const cancel = data.object('subscription_cancel')?.required('subscription');
  const after = data.object('after_completion');
  const afterType =
    after?.choice('type', ['hosted_confirmation', 'portal_homepage', 'redirect']) ?? 'portal_homepage';
  const redirect = after?.object('redirect')?.required('return_url');
  const message = after?.object('hosted_confirmation')?.string('custom_message') ?? null;
  if (type !== 'payment_method_update' && type !== 'subscription_cancel') {
    throw notSimulated(`the portal's ${type} flow`);
  }
  if (type === 'subscription_cancel' && !cancel) throw missingParameter('flow_data[subscription_cancel]');
  if (cancel) findSubscription(world, cancel, 'flow_data[subscription_cancel][subscription]');
  return {
    after_completion: {
      hosted_confirmation: afterType === 'hosted_confirmation' ? { custom_message: message } : null,
      redirect: redirect ? { return_url: redirect } : null,
      type: afterType,
    },
    customer_update: null,
    subscription_cancel: cancel ? { retention: null, subscription: cancel } : null,
    subscription_pause: null,
    subscription_update: null,
    subscription_update_confirm: null,
    type,
  };
}
