/** Below these there is a person, a card or an address, whatever it is made of. */
const personal = new Set([
  'address',
  'bank_account',
  'billing_details',
  'card',
  'custom_fields',
  'customer_address',
  'customer_details',
  'customer_email',
  'customer_name',
  'customer_phone',
  'customer_shipping',
  'customer_tax_ids',
  'description',
  'email',
  'footer',
  'name',
  'owner',
  'phone',
  'receipt_email',
  'shipping',
  'shipping_details',
  'statement_descriptor',
  'tax_id',
  'tax_ids',
]);

/** Of Stripe: `cus_…`, `in_…`; of a catalogue: `pro_monthly`; of an enumeration: `past_due`, `customer.updated`. */
const technical = /^[a-z][a-z0-9]*([._][A-Za-z0-9]+)*$/;
const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** A secret in the form of an id: whoever holds it may pay or look in the customer's name. */
const secret = /_secret_|secret$|token|fingerprint/;

export const redacted = '[redacted]';

/**
 * A Stripe payload as an operator may read it: ids, states, amounts, times and keys. What is a person's is left out by its
 * key, and wherever it stands every text that does not look like an id or a state: a sentence, a name, a link with a
 * secret in it. So does what Stripe adds tomorrow.
 */
export function redactStripePayload(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(redactStripePayload);
  if (typeof value === 'object' && value !== null) {
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        isHidden(key, inner) ? redacted : redactStripePayload(inner),
      ]),
    );
  }
  if (typeof value !== 'string' || value === '') return value;
  return (technical.test(value) || uuid.test(value)) && !/_secret_/.test(value) ? value : redacted;
}

function isHidden(key: string, value: unknown): boolean {
  if (value === null || value === '') return false;
  return personal.has(key) || secret.test(key);
}
