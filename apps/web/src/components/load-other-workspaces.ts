/** Lists the person's other workspaces when the switcher opens for the first time, and not with every page. */
for (const place of document.querySelectorAll<HTMLElement>('[data-other-workspaces]')) {
  place.closest('[popover]')?.addEventListener('beforetoggle', () => void fill(place), { once: true });
}

async function fill(place: HTMLElement): Promise<void> {
  const response = await fetch(place.dataset.otherWorkspaces ?? '').catch(() => null);
  // Without an answer the link to all workspaces is still there.
  if (response?.ok) place.innerHTML = await response.text();
}
