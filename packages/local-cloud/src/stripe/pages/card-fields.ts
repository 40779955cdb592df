import { type Html, html } from '../../html/html.ts';
import { icon } from '../../html/icon.ts';
import { testCards } from '../payment-methods/test-cards.ts';

export interface CardForm {
  number: string;
  expiry: string;
  cvc: string;
  name: string;
}

export const emptyCardForm: CardForm = { number: '', expiry: '', cvc: '', name: '' };

/** The card's fields with what the person typed and what is wrong with it, each error said at its field. */
export function cardFields(form: CardForm, errors: Record<string, string>): Html {
  return html`
<fieldset class="form-stack">
<legend class="vh">Card</legend>
${field({ name: 'number', label: 'Card number', value: form.number, error: errors.number, placeholder: '4242 4242 4242 4242', autocomplete: 'cc-number', numeric: true })}
<div class="form-pair">
${field({ name: 'expiry', label: 'Expiry', value: form.expiry, error: errors.expiry, placeholder: 'MM/YY', autocomplete: 'cc-exp', numeric: true })}
${field({ name: 'cvc', label: 'Security code', value: form.cvc, error: errors.cvc, placeholder: '123', autocomplete: 'cc-csc', numeric: true })}
</div>
${field({ name: 'name', label: 'Name on card', value: form.name, error: errors.name, autocomplete: 'cc-name' })}
</fieldset>
${testCardList()}`;
}

export function field(options: {
  name: string;
  label: string;
  value: string;
  error?: string | undefined;
  placeholder?: string;
  autocomplete: string;
  numeric?: boolean;
  type?: string;
}): Html {
  const { name, label, value, error, placeholder } = options;
  const described = error && html` aria-invalid="true" aria-describedby="${name}-error"`;
  return html`<div class="form-field">
<label class="label" for="${name}">${label}</label>
<input class="input${error ? ' is-bad' : ''}" id="${name}" name="${name}" type="${options.type ?? 'text'}" value="${value}"
 autocomplete="${options.autocomplete}"${placeholder && html` placeholder="${placeholder}"`}${options.numeric && html` inputmode="numeric"`}${described}>
${error && html`<p class="hint bad" id="${name}-error">${error}</p>`}
</div>`;
}

/** A refusal of the whole form, as opposed to one field. */
export function alertBanner(message: string): Html {
  return html`<div class="banner bad" role="alert">${icon('alert')}<span>${message}</span></div>`;
}

function testCardList(): Html {
  return html`<details class="test-cards" open>
<summary>Test cards</summary>
<p class="hint">Any expiry in the future and any three digits will do.</p>
<dl>${testCards.map(
    ({ number, effect }) =>
      html`<div><dt class="mono">${number.replace(/(.{4})(?=.)/g, '$1 ')}</dt><dd>${effect}</dd></div>`,
  )}</dl>
</details>`;
}
