import { holdsSignIn } from '../../clerk/holds-sign-in.ts';

/**
 * Fetches what is personal on a page that is the same for everybody. Each island names the address of its piece, which
 * decides anew who asks; until it is there, and where nothing comes, what the page has in its place stays. That is what
 * visitors get: of somebody who has not signed in nothing is asked.
 */
for (const island of document.querySelectorAll<HTMLElement>('[data-island]')) {
  if (holdsSignIn(document.cookie)) void fill(island);
  else island.dataset.loaded = '';
}

async function fill(island: HTMLElement): Promise<void> {
  island.ariaBusy = 'true';
  const answer = await fetch(island.dataset.island ?? '', { headers: { accept: 'text/html' } }).catch(
    () => null,
  );
  if (answer?.ok && !answer.redirected) island.innerHTML = await answer.text().catch(() => island.innerHTML);
  island.dataset.loaded = '';
  island.ariaBusy = null;
}
