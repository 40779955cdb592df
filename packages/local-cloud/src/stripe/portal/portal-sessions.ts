import { findCustomer } from '../customers/find-customer.ts';
import type { Params } from '../http/params.ts';
import type { PortalSession } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';
import { defaultPortalConfiguration, findPortalConfiguration } from './portal-configurations.ts';
import { readFlow } from './portal-flow.ts';

/** `POST /v1/billing_portal/sessions`. A flow opens it for one thing only. */
export function createPortalSession(world: World, params: Params): PortalSession {
  const customer = findCustomer(world, params.required('customer'), 'customer');
  const configurationId = params.string('configuration');
  const configuration = configurationId
    ? findPortalConfiguration(world, configurationId, 'configuration')
    : defaultPortalConfiguration(world);
  const returnUrl = params.string('return_url') || configuration.default_return_url;
  const locale = params.string('locale') || null;
  const flow = readFlow(world, customer.id, params.object('flow_data'));
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
