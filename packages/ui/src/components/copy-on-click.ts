/** Shows the copy buttons, which without a script would do nothing, and says for a moment that they have. */
const shownMs = 1500;

for (const button of document.querySelectorAll<HTMLButtonElement>('[data-copy]')) button.hidden = false;

addEventListener('click', async (event) => {
  const button = event.target instanceof Element ? event.target.closest<HTMLElement>('[data-copy]') : null;
  if (!button || button.dataset.copied) return;
  await navigator.clipboard.writeText(button.dataset.copy ?? '');
  const label = button.getAttribute('aria-label');
  const text = button.querySelector<HTMLElement>('[data-copy-text]');
  const copied = button.dataset.copiedLabel ?? 'Copied';
  const words = text?.textContent ?? '';
  button.dataset.copied = 'yes';
  if (text) text.textContent = copied;
  else button.setAttribute('aria-label', copied);
  setTimeout(() => {
    delete button.dataset.copied;
    if (text) text.textContent = words;
    else button.setAttribute('aria-label', label ?? '');
  }, shownMs);
});
