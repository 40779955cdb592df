import { z } from 'zod';
import type { WorkspaceContext } from '../context/context.ts';
import { AppError } from '../errors/app-error.ts';
import { log } from '../log/log.ts';
import { command } from '../registry/command.ts';
import { askingStripe } from './asking-stripe.ts';
import { leaseForChange, releaseLease } from './customer-lease.ts';
import { findCustomer } from './ensure-customer.ts';
import { type BillingDetails, billingDetailsOf } from './read-billing-details.ts';
import { Stripe, stripe } from './stripe.ts';
import { syncChanged } from './sync-customer.ts';
import { type TaxIdKind, taxIdKindNames, taxIdKinds } from './tax-id-kinds.ts';

const email = z.email('This is no e-mail address. Check it and try again.').max(320);

/** Who invoices are made out to, where they are sent, and the tax number on them. What is empty is taken off. */
export const saveBillingDetails = command({
  name: 'save-billing-details',
  permission: 'billing:manage',
  audit: 'billing.details_saved',
  input: z.strictObject({
    name: z.string().trim().max(200, 'Use 200 characters or less.'),
    email: z.string().trim().pipe(email),
    taxIdType: z.union([z.literal(''), z.enum(taxIdKindNames)]),
    taxId: z.string().trim().max(40, 'A tax number has 40 characters or less.'),
  }),
  prepare: (ctx, wanted) => askingStripe(() => save(ctx, wanted)),
  async run(ctx, _input, { before, after }) {
    const changed = (Object.keys(after) as (keyof BillingDetails)[]).filter(
      (field) => before[field] !== after[field],
    );
    if (changed.length === 0) ctx.unchanged();
    else {
      await ctx.audit({
        targetKind: 'billing details',
        targetId: null,
        targetName: 'Billing details',
        // Which, and not to what: an address is somebody's, and the log is kept longer than they may stay.
        changes: Object.fromEntries(
          changed.map((field) => [fieldNames[field], { from: null, to: 'changed' }]),
        ),
      });
    }
    return { isChanged: changed.length > 0 };
  },
});

const fieldNames: Record<keyof BillingDetails, string> = {
  billingName: 'name',
  billingEmail: 'e-mail',
  taxIdType: 'kind of tax number',
  taxId: 'tax number',
};

interface Wanted {
  name: string;
  email: string;
  taxIdType: TaxIdKind | '';
  taxId: string;
}

async function save(
  ctx: WorkspaceContext,
  wanted: Wanted,
): Promise<{ before: BillingDetails; after: BillingDetails }> {
  const stripeCustomerId = await findCustomer(ctx.workspace.id);
  if (!stripeCustomerId) {
    throw new AppError(
      'CONFLICT',
      'There is nothing to bill yet: this workspace is on Free. Start a trial or choose a plan first.',
      { reason: 'no-subscription' },
    );
  }
  const lease = await leaseForChange(stripeCustomerId);
  try {
    const before = await readDetails(stripeCustomerId);
    // First, because it is the part that Stripe may refuse.
    await saveTaxId(stripeCustomerId, wanted);
    if (before.billingName !== wanted.name || before.billingEmail !== wanted.email)
      await stripe().customers.update(stripeCustomerId, { name: wanted.name, email: wanted.email });
    const after = await readDetails(stripeCustomerId);
    await syncChanged(lease).catch((error: unknown) => {
      log.warn('billing.inline_sync_failed', { workspaceId: ctx.workspace.id, error });
    });
    return { before, after };
  } catch (error) {
    await releaseLease(lease);
    throw error;
  }
}

async function readDetails(stripeCustomerId: string): Promise<BillingDetails> {
  const customer = await stripe().customers.retrieve(stripeCustomerId, { expand: ['tax_ids'] });
  if (customer.deleted) {
    throw new AppError(
      'CONFLICT',
      'Our payment provider does not know this workspace any more. Choose a plan under Billing to start again.',
      { reason: 'no-subscription' },
    );
  }
  return billingDetailsOf(customer);
}

/** Adds the new one before it takes the others off, so that a number that is refused leaves everything as it was. */
async function saveTaxId(stripeCustomerId: string, { taxIdType, taxId }: Wanted): Promise<void> {
  const { data: existing } = await stripe().customers.listTaxIds(stripeCustomerId, { limit: 100 });
  if (taxId !== '' && taxIdType === '') {
    const message = 'Choose what kind of number this is.';
    throw new AppError('BAD_REQUEST', message, { fields: { taxIdType: message } });
  }
  const isWanted = ({ type, value }: Stripe.TaxId) => type === taxIdType && sameNumber(value, taxId);
  const kept =
    taxId === '' ? undefined : (existing.find(isWanted) ?? (await add(stripeCustomerId, taxIdType, taxId)));
  for (const { id } of existing)
    if (id !== kept?.id) await stripe().customers.deleteTaxId(stripeCustomerId, id);
}

async function add(stripeCustomerId: string, type: TaxIdKind | '', value: string): Promise<Stripe.TaxId> {
  try {
    return await stripe().customers.createTaxId(stripeCustomerId, { type: type as TaxIdKind, value });
  } catch (error) {
    if (!(error instanceof Stripe.errors.StripeError) || error.code !== 'tax_id_invalid') throw error;
    const message = `This is no ${taxIdKinds[type as TaxIdKind].name}. One looks like ${taxIdKinds[type as TaxIdKind].example}.`;
    throw new AppError('BAD_REQUEST', message, { fields: { taxId: message }, cause: error });
  }
}

/** People type spaces and small letters; Stripe keeps neither. */
function sameNumber(a: string, b: string): boolean {
  const plain = (text: string) => text.replaceAll(/\s/g, '').toUpperCase();
  return plain(a) === plain(b);
}
