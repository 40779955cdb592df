import { type Html, html } from '../../html/html.ts';
import type { CardForm } from './card-fields.ts';
import { hostedLayout } from './hosted-layout.ts';

/** Stands in for the bank's own page; carries the form on, so that answering it finishes what was begun. */
export function authenticatePage(
  action: string,
  form: CardForm & Record<string, string>,
  last4: string,
): Html {
  return hostedLayout(
    'Confirm it is you',
    html`<section class="card hosted-card">
<p>The bank of the card ending in ${last4} asks whether this payment is yours. This page stands in for the bank’s; nothing is asked and nothing is sent.</p>
<form method="post" action="${action}" class="form-actions">
${Object.entries(form).map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}
<button class="btn btn-primary btn-lg" name="authentication" value="complete">Complete authentication</button>
<button class="btn btn-lg" name="authentication" value="fail">Fail authentication</button>
</form>
</section>`,
  );
}
