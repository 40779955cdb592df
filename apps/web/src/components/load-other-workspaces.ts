/** Lists the person's other workspaces when the switcher opens, so that no page waits for them. */
for (const place of document.querySelectorAll<HTMLElement>('[data-other-workspaces]')) {
  place.closest<HTMLElement>('[popover]')?.addEventListener('beforetoggle', ({ newState }) => {
    if (newState === 'open') void fill(place);
  });
}

async function fill(place: HTMLElement): Promise<void> {
  const response = await fetch(place.dataset.otherWorkspaces ?? '').catch(() => null);
  // Without an answer the link to all workspaces is still there.
  if (response?.ok) place.innerHTML = await response.text();
}

export {};
