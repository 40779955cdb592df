/**
 * What somebody typed who had been signed out meanwhile: the server leads them to sign in, and they find it in its form
 * when they come back: they, and not whoever signs in next. It is kept in this tab, and no longer than until the next page.
 */
const place = 'unsent';

interface Unsent {
  path: string;
  /** Whoever the page was shown to. */
  person: string | undefined;
  action: string | null;
  fields: [name: string, value: string][];
  isSignedOut?: boolean;
}

const typed = 'textarea[name], input[type="text"][name], input:not([type])[name]';
const person = document.querySelector<HTMLElement>('[data-person]')?.dataset.person;
const fieldsOf = (form: HTMLFormElement) =>
  form.querySelectorAll<HTMLInputElement | HTMLTextAreaElement>(typed);

function read(): Unsent | undefined {
  const kept = sessionStorage.getItem(place);
  sessionStorage.removeItem(place);
  return kept ? (JSON.parse(kept) as Unsent) : undefined;
}

function fill({ action, fields }: Unsent): void {
  const forms = [...document.querySelectorAll('form')];
  const form = forms.find((one) => one.getAttribute('action') === action);
  if (!form) return;
  for (const field of fieldsOf(form)) {
    const value = fields.find(([name]) => name === field.name)?.[1];
    if (value === undefined || value === field.value) continue;
    field.value = value;
    field.dispatchEvent(new Event('input', { bubbles: true }));
  }
}

addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  if (event.defaultPrevented || form.method !== 'post') return;
  const fields = [...fieldsOf(form)].map(({ name, value }): [string, string] => [name, value]);
  const unsent: Unsent = { path: location.pathname, person, action: form.getAttribute('action'), fields };
  sessionStorage.setItem(place, JSON.stringify(unsent));
});

const unsent = read();
if (unsent) {
  if (/\/sign-in(\/|$)/.test(location.pathname))
    sessionStorage.setItem(place, JSON.stringify({ ...unsent, isSignedOut: true }));
  else if (unsent.isSignedOut && unsent.path === location.pathname && unsent.person === person) fill(unsent);
}

export {};
