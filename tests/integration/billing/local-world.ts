import { randomUUID } from 'node:crypto';
import type { Role } from '@archipelago/core/access/roles';
import { catalogueAsStripe } from '@archipelago/core/billing/catalogue-as-stripe';
import { stripe } from '@archipelago/core/billing/stripe';
import { type LocalStripe, startStripe } from '@archipelago/local-cloud/stripe/start-stripe';
import { startOwnDatabase, unique } from '../../support/own-database.ts';
import { startWorld, webhookSecret } from './billing-world.ts';
import { addPerson, ownerContext } from './people.ts';

export type LocalWorld = Awaited<ReturnType<typeof startLocalWorld>>;

/** The product's billing over the local Stripe: whole journeys, with its clock and its hosted pages. */
export async function startLocalWorld(environment: Record<string, string> = {}) {
  return startWorld(
    await startOwnDatabase(),
    (url): Promise<LocalStripe> =>
      startStripe({
        port: 0,
        dataDirectory: null,
        webhooks: [{ url, secrets: [webhookSecret] }],
        catalogue: catalogueAsStripe(),
        retryDelays: [10, 10, 10],
      }),
    environment,
  );
}

export interface LocalWorkspace {
  id: string;
  slug: string;
  owner: string;
}

/** One with an owner, an admin and a guest: two seats. */
export async function newLocalWorkspace(world: LocalWorld): Promise<LocalWorkspace> {
  const workspace = { id: randomUUID(), slug: unique('w') };
  await world.database.observer.query('insert into workspace (id, slug, name) values ($1, $2, $3)', [
    workspace.id,
    workspace.slug,
    'Journey',
  ]);
  const add = (role: Role) => addPerson(world.database, workspace.id, role);
  const owner = await add('owner');
  await add('admin');
  await add('guest');
  return { ...workspace, owner };
}

/** As the middleware makes it for a request of the owner now. */
export function contextOfOwner(world: LocalWorld, { id, slug, owner }: LocalWorkspace) {
  return ownerContext(world.database, { id, slug }, owner);
}

/** Everything that Stripe sent has arrived and been worked on, and so has what that work made Stripe send. */
export async function settle(world: LocalWorld): Promise<void> {
  let sent = -1;
  while (sent !== Object.keys(world.stripe.state.events).length) {
    sent = Object.keys(world.stripe.state.events).length;
    await world.stripe.deliveriesIdle();
    await world.site.settled();
  }
}

/** Sends the form of the hosted Checkout. */
export function payAtCheckout(
  url: string,
  number = '4242 4242 4242 4242',
  more: Record<string, string> = {},
) {
  return fetch(url, {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: new URL(url).origin, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({
      number,
      expiry: '12 / 34',
      cvc: '123',
      name: 'Olga Owner',
      email: 'olga@journey.test',
      ...more,
    }),
  });
}

/** The subscriptions of a workspace that have not ended, as Stripe has them. */
export async function liveSubscriptions(world: LocalWorld, workspaceId: string) {
  const list = await stripe().subscriptions.list({
    customer: await customerOf(world, workspaceId),
    status: 'all',
  });
  return list.data.filter(({ status }) => !['canceled', 'incomplete_expired'].includes(status));
}

export async function customerOf(world: LocalWorld, workspaceId: string): Promise<string> {
  const { rows } = await world.database.observer.query(
    'select stripe_customer_id from billing_customer where workspace_id = $1',
    [workspaceId],
  );
  return rows[0].stripe_customer_id;
}
