/**
 * Shows an entry beside the list without loading the page again: what the server renders for the entry's own address is
 * put into the same dialog. On a narrow screen that is a drawer over the page.
 */
const narrow = matchMedia('(width < 64rem)');
let opener: HTMLElement | null = null;
let latest = 0;

const panel = () => document.querySelector<HTMLDialogElement>('#audit-event');

addEventListener('click', (event) => {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey)
    return;
  const target = event.target instanceof Element ? event.target : null;
  const link = target?.closest<HTMLAnchorElement>('a[data-audit-event]');
  const isClose =
    target?.closest('#audit-event [data-close]') || target === document.querySelector('#audit-event:modal');
  if (link) {
    event.preventDefault();
    opener = link;
    void show(link.href);
  } else if (isClose && panel()) {
    event.preventDefault();
    hide();
  }
});

addEventListener('keydown', (event) => {
  if (event.key !== 'Escape' || !panel()?.open) return;
  event.preventDefault();
  hide();
});

addEventListener('popstate', () => location.reload());

async function show(address: string): Promise<void> {
  const mine = ++latest;
  try {
    const answer = await fetch(address, { headers: { accept: 'text/html' } });
    const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
    const fresh = page.querySelector('#audit-event');
    const dialog = panel();
    if (!answer.ok || !fresh || !dialog) throw new Error('The answer has no entry.');
    if (mine !== latest) return;
    dialog.replaceChildren(...fresh.childNodes);
    for (const button of dialog.querySelectorAll<HTMLElement>('[data-copy]')) button.hidden = false;
    history.replaceState(null, '', address);
    mark(new URL(address).searchParams.get('event'));
    dialog.close();
    if (narrow.matches) dialog.showModal();
    else dialog.show();
  } catch {
    location.assign(address);
  }
}

function hide(): void {
  latest++;
  const without = new URL(location.href);
  without.searchParams.delete('event');
  history.replaceState(null, '', without);
  panel()?.close();
  mark(null);
  opener?.focus();
}

function mark(id: string | null): void {
  for (const link of document.querySelectorAll<HTMLElement>('a[data-audit-event]')) {
    const row = link.closest('tr');
    if (link.dataset.auditEvent === id) row?.setAttribute('aria-selected', 'true');
    else row?.removeAttribute('aria-selected');
  }
}

export {};
