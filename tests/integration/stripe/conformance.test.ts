import ts from 'typescript';
import { describe, expect, test } from 'vitest';
import { card, customerWithCard, post, priceId, startLocalStripe } from './local-stripe.ts';

const root = new URL('../../../', import.meta.url).pathname;

/** What the compiler says about answers when they must be exactly the SDK's types: nothing missing, nothing extra. */
function mismatches(answers: readonly (readonly [type: string, answer: unknown])[]): string[] {
  const file = `${root}tests/integration/stripe/answers.ts`;
  const source = [
    "import type Stripe from 'stripe';",
    "import type { Wire } from '../../../packages/local-cloud/src/stripe/wire.ts';",
    ...answers.map(
      ([type, answer], index) =>
        `export const v${index} = ${JSON.stringify(answer)} satisfies Wire<${type}>;`,
    ),
  ].join('\n');
  const options: ts.CompilerOptions = {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
    module: ts.ModuleKind.Preserve,
    moduleResolution: ts.ModuleResolutionKind.Bundler,
    target: ts.ScriptTarget.ES2024,
    types: ['node'],
  };
  const host = ts.createCompilerHost(options);
  const { readFile, fileExists } = host;
  host.readFile = (name) => (name === file ? source : readFile(name));
  host.fileExists = (name) => name === file || fileExists(name);
  const { getSourceFile } = host;
  host.getSourceFile = (name, ...rest) =>
    name === file ? ts.createSourceFile(name, source, ts.ScriptTarget.ES2024) : getSourceFile(name, ...rest);
  const program = ts.createProgram([file], options, host);
  return ts
    .getPreEmitDiagnostics(program)
    .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'));
}

describe('every answer', () => {
  test('is what the SDK’s types say, with no field missing and none in excess', async () => {
    const { local, stripe } = await startLocalStripe();
    const read = async (path: string) => {
      const headers = { authorization: 'Bearer sk_test_archipelago_local' };
      return (await fetch(`${local.url}/v1/${path}`, { headers })).json();
    };
    const customer = await customerWithCard(stripe, 'pm_card_visa');
    const price = await priceId(stripe, 'pro_monthly');
    const session = await stripe.checkout.sessions.create({
      mode: 'subscription',
      customer: customer.id,
      line_items: [{ price, quantity: 3 }],
      success_url: 'http://localhost/ok',
    });
    const open = await read(`checkout/sessions/${session.id}`);
    await post(session.url ?? '', card('4242424242424242'));
    const [subscription] = (await stripe.subscriptions.list({ customer: customer.id })).data;
    const portal = await stripe.billingPortal.sessions.create({
      customer: customer.id,
      return_url: 'http://localhost/',
    });
    const lines = (await read(`checkout/sessions/${session.id}/line_items`)) as { data: unknown[] };
    const answers = [
      ['Stripe.Customer', await read(`customers/${customer.id}`)],
      ['Stripe.Product', await read('products/archipelago_pro')],
      ['Stripe.Price', await read(`prices/${price}`)],
      [
        'Stripe.PaymentMethod',
        await read(`payment_methods/${customer.invoice_settings.default_payment_method}`),
      ],
      ['Stripe.Checkout.Session', open],
      ['Stripe.Checkout.Session', await read(`checkout/sessions/${session.id}`)],
      ['Stripe.LineItem', lines.data[0]],
      ['Stripe.Subscription', await read(`subscriptions/${subscription?.id}`)],
      [
        'Stripe.Subscription',
        await read(`subscriptions/${subscription?.id}?expand[]=customer&expand[]=latest_invoice`),
      ],
      ['Stripe.ApiList<Stripe.Subscription>', await read('subscriptions')],
      ['Stripe.Invoice', await read(`invoices/${subscription?.latest_invoice}`)],
      [
        'Stripe.BillingPortal.Configuration',
        await read(`billing_portal/configurations/${portal.configuration}`),
      ],
      [
        'Stripe.BillingPortal.Session',
        JSON.parse(JSON.stringify(local.state.portalSessions))[portal.url.split('/').at(-1) ?? ''],
      ],
      ...((await read('events?limit=100')) as { data: unknown[] }).data.map(
        (event) => ['Stripe.Event', event] as const,
      ),
    ] as const;
    expect(mismatches(answers)).toEqual([]);
  });

  test('that lacks a field or has one too many is caught', async () => {
    const { local, stripe } = await startLocalStripe();
    const { id } = await stripe.customers.create({});
    const customer = JSON.parse(JSON.stringify(local.state.customers[id]));
    const { email: _email, ...lacking } = customer;
    const found = mismatches([
      ['Stripe.Customer', customer],
      ['Stripe.Customer', { ...customer, surplus: 1 }],
      ['Stripe.Customer', lacking],
    ]);
    expect(found).toHaveLength(2);
    expect(found[0]).toMatch(/surplus.* does not exist/);
    expect(found[1]).toContain("Property 'email' is missing");
  });
});
