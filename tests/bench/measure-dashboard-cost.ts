import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Figure } from './figure.ts';
import { signIn } from './sign-in.ts';
import { startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

/** Each page and the calls it may make: invoices are Stripe's, and read from it when somebody asks for them. */
const pages: readonly (readonly [path: string, calls: number])[] = [
  ['', 0],
  ['/members', 0],
  ['/members/guests', 0],
  ['/members/roles', 0],
  ['/members/transfer', 0],
  ['/members/invitations', 0],
  ['/members/invite', 0],
  ['/posts', 0],
  ['/comments', 0],
  ['/billing', 0],
  ['/billing/invoices', 0],
  ['/billing/invoices/export', 0],
  ['/billing/promotion-code', 0],
  ['/usage', 0],
  ['/usage?meter=posts&period=year', 0],
  ['/billing/change', 0],
  ['/billing/cancel', 0],
  ['/billing/details', 0],
  ['/audit', 0],
  ['/developers/api-keys', 0],
  ['/developers/webhooks', 0],
  ['/developers/webhooks/new', 0],
  ['/search', 0],
  ['/search?q=ada', 0],
  ['/search/results?q=ada', 0],
  ['/notifications', 0],
  ['/settings/notifications', 0],
  ['/settings', 0],
  ['/settings/data', 0],
  ['/settings/support', 0],
  ['/settings/domains', 0],
  ['/settings/joining', 0],
  ['/settings/security', 0],
  ['/setup', 0],
  ['/settings/branding', 0],
];

/** The SQL statements and outside calls of one view of each dashboard page. */
export async function measureDashboardCost(product: RunningProduct): Promise<Figure[]> {
  let calls = 0;
  const counter = createServer((_, response) => {
    calls++;
    response.writeHead(501, { 'content-type': 'application/json' });
    response.end('{"error":{"message":"The bench only counts.","type":"api_error"}}');
  });
  await new Promise<void>((resolve) => counter.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(counter.address() as AddressInfo).port}`;
  const person = await signIn(product);
  const host = await startBareHost(product, { CLERK_API_URL: `${url}/bapi`, STRIPE_API_URL: url });
  const view = async (page: string) => {
    const before = { statements: await statements(product), calls };
    const cookie = await person.cookie();
    const status = await host.get(`acme.localhost:${product.port}`, `/w/acme/dashboard${page}`, cookie);
    if (status !== 200) throw new Error(`/dashboard${page} answered ${status}`);
    return { statements: (await statements(product)) - before.statements, calls: calls - before.calls };
  };
  const costs: { page: string; aim: number; statements: number; calls: number }[] = [];
  for (const [page, aim] of pages) {
    await view(page);
    costs.push({ page, aim, ...(await view(page)) });
  }
  host.stop();
  counter.close();
  await person.close();
  const figures = costs.flatMap(({ page, aim, ...cost }): Figure[] => [
    { what: `dashboard${page}: SQL statements`, value: cost.statements, unit: 'statements', aim: 4 },
    { what: `dashboard${page}: calls to Clerk and Stripe`, value: cost.calls, unit: 'calls', aim },
  ]);
  return figures;
}

async function statements(product: RunningProduct): Promise<number> {
  return ((await (await fetch(`${product.neonProxyUrl}/statements`)).json()) as { statements: number })
    .statements;
}
