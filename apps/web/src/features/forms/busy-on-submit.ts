/** A form that was sent shows it on its button, and is not sent twice; one that cannot be is kept, and says so. */
addEventListener('submit', (event) => {
  const form = event.target as HTMLFormElement;
  form.querySelector('[data-offline]')?.remove();
  if (event.defaultPrevented || form.method !== 'post') return;
  if (form.dataset.sent) event.preventDefault();
  if (!navigator.onLine) return refuse(event, form);
  form.dataset.sent = 'yes';
  event.submitter?.setAttribute('aria-busy', 'true');
});

// Going back may show the page as it was left.
addEventListener('pageshow', () => {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-sent]')) delete form.dataset.sent;
  for (const button of document.querySelectorAll('[aria-busy]')) button.removeAttribute('aria-busy');
});

/** The browser's own page about it would take the place of what was typed. */
function refuse(event: SubmitEvent, form: HTMLFormElement): void {
  event.preventDefault();
  const line = document.createElement('p');
  line.className = 'hint bad';
  line.dataset.offline = '';
  line.role = 'alert';
  form.append(line);
  // Announced because it changes, not because it came.
  line.textContent = document.body.dataset.unreachable ?? '';
  line.scrollIntoView({ block: 'nearest' });
}
