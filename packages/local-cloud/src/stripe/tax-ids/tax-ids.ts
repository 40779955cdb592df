import { findCustomer } from '../customers/find-customer.ts';
import { createdWithin, type ListPage, listPage } from '../http/list-page.ts';
import type { Params } from '../http/params.ts';
import { invalidRequest, noSuch } from '../stripe-error.ts';
import type { TaxId } from '../stripe-state.ts';
import { emit, type World } from '../world.ts';

interface TaxIdKind {
  country: string;
  format: RegExp;
  example: string;
}

/** The kinds that can be entered here; Stripe has a hundred more. The country of a European number is in the number. */
export const taxIdKinds: Readonly<Record<string, TaxIdKind>> = {
  eu_vat: { country: '', format: /^(?!GB)[A-Z]{2}[0-9A-Z+*]{2,12}$/, example: 'DE123456789' },
  gb_vat: { country: 'GB', format: /^(GB|XI)(\d{9}|\d{12}|GD\d{3}|HA\d{3})$/, example: 'GB123456789' },
  ch_vat: {
    country: 'CH',
    format: /^CHE-?\d{3}\.?\d{3}\.?\d{3}( ?(MWST|TVA|IVA))?$/,
    example: 'CHE-123.456.789 MWST',
  },
  no_vat: { country: 'NO', format: /^\d{9}MVA$/, example: '123456789MVA' },
  us_ein: { country: 'US', format: /^\d{2}-?\d{7}$/, example: '12-3456789' },
  au_abn: { country: 'AU', format: /^\d{11}$/, example: '12345678912' },
  ca_bn: { country: 'CA', format: /^\d{9}$/, example: '123456789' },
  in_gst: { country: 'IN', format: /^\d{2}[A-Z]{5}\d{4}[A-Z]\d[A-Z\d]{2}$/, example: '12ABCDE3456FGZH' },
  nz_gst: { country: 'NZ', format: /^\d{8,9}$/, example: '123456789' },
};

/** Stripe keeps at most this many for one customer. */
const most = 5;

/** `POST /v1/customers/:id/tax_ids`. */
export function createTaxId(world: World, customerId: string, params: Params): TaxId {
  const customer = findCustomer(world, customerId, 'customer');
  const entry = { type: params.required('type'), value: params.required('value') };
  params.finish();
  return addTaxId(world, customer.id, entry);
}

/** Throws Stripe's error for a number that cannot be one of its kind. */
export function addTaxId(world: World, customer: string, entry: { type: string; value: string }): TaxId {
  const { kind, value } = checkTaxId(entry);
  if (taxIdsOf(world, customer).length >= most)
    throw invalidRequest(`A customer can have at most ${most} tax IDs.`, 'type');
  const taxId = {
    id: world.newId('txi'),
    object: 'tax_id',
    country: kind.country || value.slice(0, 2),
    created: world.now(),
    customer,
    customer_account: null,
    livemode: false,
    owner: { customer, customer_account: null, type: 'customer' },
    type: entry.type,
    value,
    verification: { status: verification(value), verified_address: null, verified_name: null },
  } satisfies TaxId;
  world.state.taxIds[taxId.id] = taxId;
  emit(world, 'customer.tax_id.created', taxId);
  return taxId;
}

/** The kind and the number as Stripe keeps it, without spaces at its ends. */
export function checkTaxId({ type, value }: { type: string; value: string }): {
  kind: TaxIdKind;
  value: string;
} {
  const kind = taxIdKinds[type];
  if (!kind) {
    const known = Object.keys(taxIdKinds).join(', ');
    throw invalidRequest(`The local Stripe only knows these types of tax ID: ${known}.`, 'type');
  }
  const trimmed = value.trim().toUpperCase();
  if (!kind.format.test(trimmed)) {
    const message = `Invalid value for ${type}. It looks like ${kind.example}.`;
    throw invalidRequest(message, 'value', 'tax_id_invalid');
  }
  return { kind, value: trimmed };
}

/** Oldest first. */
export function taxIdsOf(world: World, customer: string): TaxId[] {
  return Object.values(world.state.taxIds).filter((taxId) => taxId.customer === customer);
}

export function listTaxIds(world: World, customer: string, params: Params): ListPage<TaxId> {
  findCustomer(world, customer, 'customer');
  const found = createdWithin(taxIdsOf(world, customer).reverse(), params);
  return listPage(`/v1/customers/${customer}/tax_ids`, found, params);
}

/** Another customer's answers like one that does not exist. */
export function findTaxId(world: World, customer: string, id: string): TaxId {
  const taxId = world.state.taxIds[id];
  if (!taxId || taxId.customer !== customer) throw noSuch('tax ID', id);
  return taxId;
}

export function deleteTaxId(world: World, customer: string, id: string): object {
  const taxId = findTaxId(world, customer, id);
  delete world.state.taxIds[id];
  emit(world, 'customer.tax_id.deleted', taxId);
  return { id, object: 'tax_id', deleted: true };
}

/** Stripe's magic numbers: nine ones are not verified, nine twos stay pending. */
function verification(value: string): string {
  if (value.includes('111111111')) return 'unverified';
  return value.includes('222222222') ? 'pending' : 'verified';
}
