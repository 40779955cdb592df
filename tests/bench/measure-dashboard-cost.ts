import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { idOf } from '../../prisma/seed/ids.ts';
import type { Figure } from './figure.ts';
import { signIn } from './sign-in.ts';
import { startBareHost } from './start-bare-host.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

const post = idOf('post:acme:notes-on-a-quieter-float');

/** None of them asks Clerk or Stripe: what they show of either is our own copy. */
const pages = [
  '',
  '/members',
  '/members/guests',
  '/members/roles',
  '/members/transfer',
  '/members/invitations',
  '/members/invite',
  '/posts',
  '/posts/new',
  `/posts/${post}`,
  `/posts/${post}/preview`,
  '/comments',
  '/inquiries',
  `/inquiries/${idOf('inquiry:acme:harbour-office')}`,
  '/newsletter',
  '/newsletter/add',
  '/newsletter/export',
  '/newsletter/issues',
  '/billing',
  '/billing/invoices',
  '/billing/invoices/export',
  '/billing/promotion-code',
  '/usage',
  '/usage?meter=posts&period=year',
  '/billing/change',
  '/billing/cancel',
  '/billing/details',
  '/audit',
  '/developers/api-keys',
  '/developers/webhooks',
  '/developers/webhooks/new',
  '/search',
  '/search?q=ada',
  '/search/results?q=ada',
  '/notifications',
  '/settings/notifications',
  '/settings',
  '/settings/data',
  '/settings/support',
  '/settings/domains',
  '/settings/joining',
  '/settings/security',
  '/setup',
  '/settings/branding',
  '/settings/navigation',
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
  const costs: { page: string; statements: number; calls: number }[] = [];
  for (const page of pages) {
    await view(page);
    costs.push({ page, ...(await view(page)) });
  }
  host.stop();
  counter.close();
  await person.close();
  const figures = costs.flatMap(({ page, ...cost }): Figure[] => [
    { what: `dashboard${page}: SQL statements`, value: cost.statements, unit: 'statements', aim: 4 },
    { what: `dashboard${page}: calls to Clerk and Stripe`, value: cost.calls, unit: 'calls', aim: 0 },
  ]);
  return figures;
}

async function statements(product: RunningProduct): Promise<number> {
  return ((await (await fetch(`${product.neonProxyUrl}/statements`)).json()) as { statements: number })
    .statements;
}
