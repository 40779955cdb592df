import type { Params } from '../http/params.ts';
import { missingParameter, notSimulated } from '../stripe-error.ts';
import type { PortalSession } from '../stripe-state.ts';
import { findSubscription } from '../subscriptions/find-subscription.ts';
import type { World } from '../world.ts';

type Flow = NonNullable<PortalSession['flow']>;

const flows = [
  'payment_method_update',
  'customer_update',
  'subscription_cancel',
  'subscription_update',
  'subscription_update_confirm',
];

/** Reads `flow_data`: the one thing a session is opened for. */
export function readFlow(world: World, customer: string, data: Params | undefined): Flow | null {
  if (!data) return null;
  const type = data.required('type');
  if (!flows.includes(type)) throw notSimulated(`the portal's ${type} flow`);
  const subscriptionOf = (params: Params | undefined, name: string) => {
    const id = params?.required('subscription');
    if (!id) return null;
    const subscription = findSubscription(world, id, `flow_data[${name}][subscription]`);
    if (subscription.customer !== customer) findSubscription(world, '', `flow_data[${name}][subscription]`);
    return id;
  };
  const cancel = subscriptionOf(data.object('subscription_cancel'), 'subscription_cancel');
  const update = subscriptionOf(data.object('subscription_update'), 'subscription_update');
  const confirm = data.object('subscription_update_confirm');
  const confirmed = subscriptionOf(confirm, 'subscription_update_confirm');
  const items = (confirm?.objects('items') ?? []).map((item) => ({
    id: item.required('id'),
    price: item.string('price') ?? null,
    quantity: item.integer('quantity'),
  }));
  const flow = {
    after_completion: readCompletion(data.object('after_completion')),
    customer_update: type === 'customer_update' ? {} : null,
    subscription_cancel: cancel ? { retention: null, subscription: cancel } : null,
    subscription_pause: null,
    subscription_update: update ? { subscription: update } : null,
    subscription_update_confirm: confirmed
      ? {
          discounts: null,
          items: items.map(({ quantity, ...item }) =>
            quantity === undefined ? item : { ...item, quantity },
          ),
          subscription: confirmed,
        }
      : null,
    type,
  } satisfies Flow;
  const isMissing = type.startsWith('subscription_') && !flow[type as 'subscription_cancel'];
  if (isMissing || (confirmed && items.length === 0)) throw missingParameter(`flow_data[${type}]`);
  return flow;
}

/** The first page of a flow, as the rest of the session's path; empty for the portal's home. */
export function flowStep(flow: PortalSession['flow']): string {
  if (!flow) return '';
  if (flow.type === 'payment_method_update') return 'card';
  if (flow.type === 'customer_update') return 'details';
  if (flow.subscription_cancel) return `cancel/${flow.subscription_cancel.subscription}`;
  if (flow.subscription_update) return `plan/${flow.subscription_update.subscription}`;
  const confirm = flow.subscription_update_confirm;
  const [item] = confirm?.items ?? [];
  if (!confirm || !item) return '';
  return ['plan', confirm.subscription, item.price ?? 'same', item.quantity].filter(Boolean).join('/');
}

function readCompletion(after: Params | undefined): Flow['after_completion'] {
  const type =
    after?.choice('type', ['hosted_confirmation', 'portal_homepage', 'redirect']) ?? 'portal_homepage';
  const redirect = after?.object('redirect')?.required('return_url');
  const message = after?.object('hosted_confirmation')?.string('custom_message') ?? null;
  if (type === 'redirect' && !redirect) throw missingParameter('flow_data[after_completion][redirect]');
  return {
    hosted_confirmation: type === 'hosted_confirmation' ? { custom_message: message } : null,
    redirect: redirect ? { return_url: redirect } : null,
    type,
  };
}
