import { matchRoute } from '@archipelago/local-cloud/stripe/http/match-route';
import { routes } from '@archipelago/local-cloud/stripe/http/routes';
import { describe, expect, test } from 'vitest';
import { emittedEventTypes } from './emitted-event-types.ts';
import { callEveryEndpoint, recordingSdk } from './every-endpoint.ts';
import { causeRareEvents } from './every-event.ts';
import { startLocalStripe } from './local-stripe.ts';
import { requestOfMethod, returnType, sdkMethods } from './sdk-methods.ts';
import { typeMismatches } from './type-mismatches.ts';

describe('every endpoint', () => {
  test('has a method of the SDK whose type its answers are held to', () => {
    expect(Object.keys(sdkMethods).sort()).toEqual(Object.keys(routes).sort());
  });

  test('is what that method asks for', async () => {
    for (const [route, name] of Object.entries(sdkMethods)) {
      const { method, pathname } = await requestOfMethod(name, route.split('/:').length - 1);
      expect(matchRoute(method, pathname)?.route, name).toBe(route);
    }
  });

  test('answers what the SDK’s types say, with no field missing and none in excess; so does every event', async () => {
    const webhooks = [{ url: 'http://127.0.0.1:1/nobody', secrets: ['whsec_x'] }];
    const { local } = await startLocalStripe({ webhooks, retryDelays: [] });
    const { stripe, recorded } = recordingSdk(local);
    await callEveryEndpoint(local, stripe);
    await causeRareEvents(local, stripe);

    const answers = recorded.map(({ method, pathname, answer }) => {
      const route = matchRoute(method, pathname)?.route ?? '';
      return { what: route, type: returnType(sdkMethods[route] ?? ''), answer };
    });
    const events = Object.values(local.state.events).map((event) => {
      return { what: `the event ${event.type}`, type: 'Stripe.Event', answer: event as unknown };
    });
    expect(Object.keys(routes).filter((route) => !answers.some(({ what }) => what === route))).toEqual([]);
    const seen = new Set(Object.values(local.state.events).map(({ type }): string => type));
    expect(emittedEventTypes().filter((type) => !seen.has(type))).toEqual([]);
    expect(typeMismatches([...answers, ...events])).toEqual([]);
  });

  test('has an envelope of the SDK’s type for every kind of error', async () => {
    const { local, stripe } = await startLocalStripe();
    const headers = { authorization: 'Bearer sk_test_archipelago_local' };
    const { id: customer } = await stripe.customers.create({});
    const ask = async (path: string, init: RequestInit = {}) => {
      const response = await fetch(`${local.url}${path}`, { headers, ...init });
      return { status: response.status, answer: await response.json() };
    };
    const post = (path: string, body: Record<string, string>, key?: string) =>
      ask(path, {
        method: 'POST',
        body: new URLSearchParams(body),
        headers: { ...headers, ...(key && { 'idempotency-key': key }) },
      });
    await post('/v1/customers', { name: 'One' }, 'key');
    const attach = '/v1/payment_methods/pm_card_chargeDeclined/attach';
    const errors = [
      await ask('/v1/customers/cus_nobody'),
      await ask('/v1/customers', { headers: {} }),
      await ask('/v1/charges'),
      await post('/v1/customers', { surplus: 'x' }),
      await post('/v1/customers', { name: 'Two' }, 'key'),
      await post(attach, { customer }),
    ];
    await local.conditions.set({ api: 'rate-limited' });
    errors.push(await ask('/v1/customers'));
    await local.conditions.set({ api: 'failing' });
    errors.push(await ask('/v1/customers'));
    expect(errors.map(({ status }) => status)).toEqual([404, 401, 501, 400, 400, 402, 429, 500]);
    const answers = errors.map(({ status, answer }) => {
      return {
        what: String(status),
        type: `{ error: Pick<Stripe.StripeRawError, ${fields(answer)}> }`,
        answer,
      };
    });
    expect(typeMismatches(answers)).toEqual([]);
  });

  test('has a type that could be missed: none accepts anything at all', () => {
    const nonsense = Object.values(sdkMethods).map((method) => {
      return { what: method, type: returnType(method), answer: { nonsense: true } };
    });
    const caught = typeMismatches(nonsense).map((mismatch) => mismatch.split(':')[0]);
    expect(new Set(caught)).toEqual(new Set(Object.values(sdkMethods)));
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

/** The SDK's own type asks for what it adds to an answer; held to it are the fields that travel. */
function fields({ error }: { error: object }): string {
  expect(Object.keys(error)).toEqual(expect.arrayContaining(['type', 'message']));
  return Object.keys(error)
    .map((name) => `'${name}'`)
    .join(' | ');
}
