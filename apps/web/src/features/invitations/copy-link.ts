/** Buttons with `data-copy` copy a link. Without this script they stay hidden, and the link is there to select. */
for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copy]')) {
  const shown = button.nextElementSibling as HTMLDetailsElement | null;
  const label = button.textContent;
  button.hidden = false;
  if (shown) shown.hidden = true;
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(button.dataset.copy ?? '');
      button.textContent = 'Copied';
      button.addEventListener('blur', () => (button.textContent = label), { once: true });
    } catch {
      // A browser may refuse the clipboard: then the link is shown after all.
      button.hidden = true;
      if (!shown) return;
      shown.hidden = false;
      shown.open = true;
      shown.querySelector('input')?.select();
    }
  });
}
