import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type BareHost, startBareHost } from '../../bench/start-bare-host.ts';
import { dashboardPages } from '../../security/product/dashboard-statuses.ts';
import { product, type SignedIn, signIn } from '../../support/product.ts';
import { root } from '../../support/source-files.ts';

/** What answers a GET besides the pages: files of what a page shows. */
const downloads = [
  '/dashboard/billing/invoices/export',
  '/dashboard/audit/export',
  '/dashboard/usage/export',
];

const asked: string[] = [];
let counter: Server;
let host: BareHost;
let owner: SignedIn;

beforeAll(async () => {
  counter = createServer((request, response) => {
    asked.push(`${request.method} ${request.url}`);
    response.writeHead(501, { 'content-type': 'application/json' });
    response.end('{"error":{"message":"Nobody should ask.","type":"api_error"}}');
  });
  await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
  // The product's own server function, with another Stripe and another Clerk than the product has.
  host = await startBareHost({ folder: root }, { STRIPE_API_URL: url, CLERK_API_URL: `${url}/bapi` });
  owner = await signIn('ada@acme.test');
}, 60_000);

afterAll(() => {
  host?.stop();
  counter?.close();
});

async function see(path: string): Promise<number> {
  return host.get(product().hostOf('acme'), `/w/acme${path}`, await owner.cookie());
}

test.each([...dashboardPages, ...downloads])('%s asks neither Stripe nor Clerk to be shown', async (path) => {
  asked.length = 0;
  expect(await see(path)).toBe(200);
  expect(asked).toEqual([]);
});

test('it would be noticed: coming back from Checkout asks Stripe, shows nothing, and is told so when it fails', async () => {
  asked.length = 0;
  expect(await see('/dashboard/billing?checkout=cs_test_0123456789abcdef')).toBe(303);
  expect(asked.length).toBeGreaterThan(0);
  expect(asked[0]).toBe('GET /v1/checkout/sessions/cs_test_0123456789abcdef');
});
