import { type Html, html } from '../../html/html.ts';
import { StripeError } from '../stripe-error.ts';
import type { PortalSession } from '../stripe-state.ts';
import { checkTaxId, taxIdKinds, taxIdsOf } from '../tax-ids/tax-ids.ts';
import type { World } from '../world.ts';
import { alertBanner, field } from './card-fields.ts';
import { hostedLayout } from './hosted-layout.ts';
import { cancelLink } from './portal-page.ts';

export interface BillingDetails {
  name: string;
  email: string;
  /** Empty for no tax ID. */
  taxIdType: string;
  taxIdValue: string;
}

export interface DetailsEntry {
  details: BillingDetails;
  errors: Record<string, string>;
}

const kindNames: Record<string, string> = {
  eu_vat: 'European VAT number',
  gb_vat: 'British VAT number',
  ch_vat: 'Swiss VAT number',
  no_vat: 'Norwegian VAT number',
  us_ein: 'US employer identification number',
  au_abn: 'Australian business number',
  ca_bn: 'Canadian business number',
  in_gst: 'Indian GST number',
  nz_gst: 'New Zealand GST number',
};

/** What the form says, or what is kept when it was not sent; with what is wrong, by field. */
export function readDetails(
  world: World,
  session: PortalSession,
  fields: URLSearchParams | null,
): DetailsEntry {
  const customer = world.state.customers[session.customer];
  const [taxId] = taxIdsOf(world, session.customer);
  if (!fields) {
    const kept = { taxIdType: taxId?.type ?? '', taxIdValue: taxId?.value ?? '' };
    return { details: { name: customer?.name ?? '', email: customer?.email ?? '', ...kept }, errors: {} };
  }
  const read = (name: string) => (fields.get(name) ?? '').trim();
  const details = {
    name: read('name'),
    email: read('email'),
    taxIdType: read('tax_id_type'),
    taxIdValue: read('tax_id_value'),
  };
  const errors: Record<string, string> = {};
  if (!details.name) errors.name = 'Enter the name that invoices are made out to.';
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(details.email))
    errors.email = 'Enter an e-mail address, for example ada@acme.test.';
  if (details.taxIdType || details.taxIdValue) {
    try {
      checkTaxId({ type: details.taxIdType, value: details.taxIdValue });
    } catch (error) {
      if (!(error instanceof StripeError)) throw error;
      errors.tax_id_value = details.taxIdType ? error.message : 'Choose what kind of number this is.';
    }
  }
  return { details, errors };
}

export function detailsPage(world: World, session: PortalSession, { details, errors }: DetailsEntry): Html {
  const allowed =
    world.state.portalConfigurations[session.configuration]?.features.customer_update.allowed_updates;
  const isAllowed = (what: string) => allowed?.includes(what) ?? false;
  return hostedLayout(
    'Billing details',
    html`${cancelLink(session)}
<section class="card hosted-card">
${Object.keys(errors).length > 0 && alertBanner('Some details are missing or wrong. Each is explained at its field.')}
<form method="post" action="/p/session/${session.id}/details" class="form-stack" novalidate>
${
  isAllowed('name')
    ? field({
        name: 'name',
        label: 'Name on invoices',
        value: details.name,
        error: errors.name,
        autocomplete: 'organization',
      })
    : html`<input type="hidden" name="name" value="${details.name}">`
}
${
  isAllowed('email')
    ? field({
        name: 'email',
        label: 'E-mail for invoices',
        value: details.email,
        error: errors.email,
        autocomplete: 'email',
        type: 'email',
      })
    : html`<input type="hidden" name="email" value="${details.email}">`
}
${isAllowed('tax_id') && taxIdFields(details, errors)}
<button class="btn btn-primary btn-lg btn-block">Save</button>
<p class="hint">Shown on invoices from the next one on.</p>
</form>
</section>`,
  );
}

function taxIdFields(details: BillingDetails, errors: Record<string, string>): Html {
  return html`<div class="form-field"><label class="label" for="tax_id_type">Tax ID <span class="muted">Optional</span></label>
<select class="input" id="tax_id_type" name="tax_id_type"><option value="">None</option>${Object.keys(
    taxIdKinds,
  ).map(
    (kind) =>
      html`<option value="${kind}"${kind === details.taxIdType && html` selected`}>${kindNames[kind] ?? kind}</option>`,
  )}</select></div>
${field({ name: 'tax_id_value', label: 'Number', value: details.taxIdValue, error: errors.tax_id_value, autocomplete: 'off' })}`;
}
