import { expect, test } from 'vitest';
import { redacted, redactStripePayload } from './redact-stripe-payload.ts';

test('what tells how billing stands is shown: ids, states, amounts and times', () => {
  const shown = {
    id: 'in_1QabcDEF',
    object: 'invoice',
    customer: 'cus_Nf82kLq',
    status: 'past_due',
    amount_due: 3_600,
    paid: false,
    created: 1_790_000_000,
    discount: null,
    lines: { data: [{ price: { lookup_key: 'pro_monthly' } }] },
    metadata: { workspaceId: '0b0c4d1e-3a55-4c0e-9d0b-0a7f2a2f0a11' },
  };
  expect(redactStripePayload(shown)).toEqual(shown);
});

test('whoever is behind it is not: names, addresses, cards, texts and links', () => {
  const hidden = {
    customer_email: 'ada@acme.test',
    customer_name: 'ada',
    name: 'ada',
    address: { city: 'oslo', country: 'NO' },
    card: { last4: '4242', exp_month: 4 },
    description: 'refund',
    hosted_invoice_url: 'https://invoice.stripe.com/i/acct_1/test_abc',
    client_secret: 'pi_1_secret_abc',
    nested: { anything: 'pi_1_secret_abc' },
    metadata: { note: 'Call Ada' },
    tax_ids: ['no_vat'],
    new_field_of_tomorrow: 'Ada Lovelace',
  };
  const result = JSON.stringify(redactStripePayload(hidden));
  expect(result).not.toMatch(/\bada|Ada|oslo|4242|refund|https|secret_abc|vat/);
  expect(result).toContain(redacted);
});

test('what is absent stays recognisable as absent', () => {
  expect(redactStripePayload({ email: null, name: '', tax_ids: [] })).toEqual({
    email: null,
    name: '',
    tax_ids: redacted,
  });
});
