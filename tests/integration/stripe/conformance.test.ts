import { matchRoute } from '@archipelago/local-cloud/stripe/http/match-route';
import { routes } from '@archipelago/local-cloud/stripe/http/routes';
import { describe, expect, test } from 'vitest';
import { callEveryEndpoint, recordingSdk } from './every-endpoint.ts';
import { startLocalStripe } from './local-stripe.ts';
import { returnType, sdkMethods } from './sdk-methods.ts';
import { typeMismatches } from './type-mismatches.ts';

describe('every endpoint', () => {
  test('has a method of the SDK whose type its answers are held to', () => {
    expect(Object.keys(sdkMethods).sort()).toEqual(Object.keys(routes).sort());
  });

  test('answers what the SDK’s types say, with no field missing and none in excess; so does every event', async () => {
    const webhooks = [{ url: 'http://127.0.0.1:1/nobody', secrets: ['whsec_x'] }];
    const { local } = await startLocalStripe({ webhooks, retryDelays: [] });
    const { stripe, recorded } = recordingSdk(local);
    await callEveryEndpoint(local, stripe);

    const answers = recorded.map(({ method, pathname, answer }) => {
      const route = matchRoute(method, pathname)?.route ?? '';
      return { what: route, type: returnType(sdkMethods[route] ?? ''), answer };
    });
    const events = Object.values(local.state.events).map((event) => {
      return { what: `the event ${event.type}`, type: 'Stripe.Event', answer: event as unknown };
    });
    expect(Object.keys(routes).filter((route) => !answers.some(({ what }) => what === route))).toEqual([]);
    expect(typeMismatches([...answers, ...events])).toEqual([]);
  });

  test('that lacks a field or has one too many is caught', async () => {
    const { local, stripe } = await startLocalStripe();
    const { id } = await stripe.customers.create({});
    const customer = JSON.parse(JSON.stringify(local.state.customers[id]));
    const { email: _email, ...lacking } = customer;
    const type = returnType('customers.create');
    const found = typeMismatches([
      { what: 'whole', type, answer: customer },
      { what: 'with more', type, answer: { ...customer, surplus: 1 } },
      { what: 'with less', type, answer: lacking },
    ]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/^with more: .*surplus.* does not exist/);
    expect(found[1]).toMatch(/^with less: .*Property 'email' is missing/s);
  });
});
