/**
 * Fetches what is personal on a page that is the same for everybody. Each island names the address of its piece, which
 * decides anew who asks; until it is there, and where nothing comes, what the page has in its place stays.
 */
for (const island of document.querySelectorAll<HTMLElement>('[data-island]')) void load(island);

async function load(island: HTMLElement): Promise<void> {
  const answer = await fetch(island.dataset.island ?? '', { headers: { accept: 'text/html' } }).catch(
    () => null,
  );
  if (answer?.ok && !answer.redirected) island.innerHTML = await answer.text().catch(() => island.innerHTML);
  island.removeAttribute('aria-busy');
}
