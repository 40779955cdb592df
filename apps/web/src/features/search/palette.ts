import { recentSearches, rememberSearch } from './recent-searches.ts';

const pauseInTyping = 40;
const patience = 10_000;

/** A combobox over a list box, as the ARIA authoring practices describe it: the focus stays in the field. */
export function startPalette(dialog: HTMLDialogElement): { wake(): void } {
  const form = find(dialog, 'form');
  const field = find(dialog, 'input');
  const list = find(dialog, '[data-list]');
  const status = find(dialog, '[role=status]');
  const { results = '', recent = '' } = dialog.dataset;
  const kept = new Map<string, string>();
  let shown: string | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let asked: AbortController | undefined;
  let opensFirst = false;

  const term = () => field.value.trim();
  const options = () => [...list.querySelectorAll<HTMLElement>('[role=option]')];
  const active = () => list.querySelector<HTMLElement>('[aria-selected=true]');

  field.addEventListener('input', () => {
    clearTimeout(timer);
    asked?.abort();
    opensFirst = false;
    timer = setTimeout(look, pauseInTyping);
  });
  field.addEventListener('keydown', (event) => {
    if (event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) move((all, at) => (at < 0 && step < 0 ? all - 1 : (at + step + all) % all));
    else if (event.key === 'Home' && active()) move(() => 0);
    else if (event.key === 'End' && active()) move((all) => all - 1);
    else if (event.key === 'Enter') enter(event);
    else return;
    event.preventDefault();
  });
  list.addEventListener('pointermove', ({ target }) => {
    const option = target instanceof Element ? target.closest<HTMLElement>('[role=option]') : null;
    if (option && option !== active()) select(option);
  });
  // The focus stays in the field, also when the list is clicked.
  list.addEventListener('mousedown', (event) => event.preventDefault());
  list.addEventListener('click', (event) => {
    const target = event.target instanceof Element ? event.target : null;
    if (target?.closest('[data-again]')) return look();
    const option = target?.closest<HTMLElement>('[role=option]');
    if (option) follow(option, event);
  });
  dialog.addEventListener('close', () => {
    clearTimeout(timer);
    asked?.abort();
  });

  function move(next: (all: number, at: number) => number): void {
    const all = options();
    if (all.length === 0) return;
    const at = all.findIndex((option) => option.ariaSelected === 'true');
    const option = all[next(all.length, at)];
    if (!option) return;
    select(option);
    option.scrollIntoView({ block: 'nearest' });
  }

  function select(option: HTMLElement | undefined): void {
    active()?.setAttribute('aria-selected', 'false');
    option?.setAttribute('aria-selected', 'true');
    if (option) field.setAttribute('aria-activedescendant', option.id);
    else field.removeAttribute('aria-activedescendant');
  }

  function enter({ metaKey, ctrlKey, shiftKey }: KeyboardEvent): void {
    const option = shown === term() ? active() : null;
    if (option)
      option.dispatchEvent(
        new MouseEvent('click', { bubbles: true, cancelable: true, metaKey, ctrlKey, shiftKey }),
      );
    else if (term() !== shown) opensFirst = true;
    else if (list.querySelector('[data-again]')) look();
    else if (term()) form.requestSubmit();
  }

  function follow(option: HTMLElement, { metaKey, ctrlKey, shiftKey }: MouseEvent): void {
    const again = option.querySelector('[data-term]')?.textContent;
    if (again) {
      field.value = again;
      look();
      return;
    }
    rememberSearch(recent, term());
    if (!metaKey && !ctrlKey && !shiftKey) dialog.close();
  }

  function look(): void {
    clearTimeout(timer);
    asked?.abort();
    const wanted = term();
    const before = kept.get(wanted);
    if (before !== undefined) show(wanted, before);
    else void ask(wanted);
  }

  async function ask(wanted: string): Promise<void> {
    asked = new AbortController();
    const { signal } = asked;
    list.setAttribute('aria-busy', 'true');
    try {
      const answer = await fetch(`${results}?q=${encodeURIComponent(wanted)}`, {
        headers: { accept: 'text/html' },
        signal: AbortSignal.any([signal, AbortSignal.timeout(patience)]),
      });
      // The session has ended, or the workspace is not theirs any more: the page of the search says so.
      if (answer.redirected || (answer.status >= 400 && answer.status < 500)) return form.submit();
      if (!answer.ok) throw new Error(`The search answered ${answer.status}.`);
      const html = await answer.text();
      kept.set(wanted, html);
      if (!signal.aborted) show(wanted, html);
    } catch {
      if (!signal.aborted) tellFailure(wanted);
    }
  }

  function show(wanted: string, html: string): void {
    list.innerHTML = html;
    if (wanted === '') offerRecent();
    settle(wanted);
    const all = options();
    field.setAttribute('aria-expanded', String(all.length > 0));
    if (all.length > 0) field.setAttribute('aria-controls', 'search-options');
    else field.removeAttribute('aria-controls');
    select(wanted ? all[0] : undefined);
    status.textContent =
      all.length > 0 ? `${all.length} ${all.length === 1 ? 'result' : 'results'}` : list.textContent.trim();
    if (opensFirst && all[0]) all[0].click();
  }

  function tellFailure(wanted: string): void {
    list.replaceChildren(copyOf('[data-failed]'));
    settle(wanted);
    field.setAttribute('aria-expanded', 'false');
    field.removeAttribute('aria-controls');
    select(undefined);
    status.textContent = '';
  }

  function settle(wanted: string): void {
    shown = wanted;
    list.removeAttribute('aria-busy');
    list.scrollTop = 0;
  }

  function offerRecent(): void {
    const terms = recentSearches(recent);
    const box = list.querySelector('[role=listbox]');
    if (terms.length === 0 || !box) return;
    const part = copyOf('[data-recent-searches]');
    const model = find<HTMLElement>(part, '[role=option]');
    const offered = terms.map((one, index) => {
      const option = model.cloneNode(true) as HTMLElement;
      option.id = `search-recent-${index}`;
      find(option, '[data-term]').textContent = one;
      return option;
    });
    model.replaceWith(...offered);
    box.prepend(part);
  }

  function copyOf(template: string): DocumentFragment {
    return find<HTMLTemplateElement>(dialog, template).content.cloneNode(true) as DocumentFragment;
  }

  return {
    wake() {
      // What was found before may have changed.
      kept.clear();
      opensFirst = false;
      field.select();
      look();
    },
  };
}

function find<Tag extends keyof HTMLElementTagNameMap>(
  within: ParentNode,
  selector: Tag,
): HTMLElementTagNameMap[Tag];
function find<Wanted extends HTMLElement = HTMLElement>(within: ParentNode, selector: string): Wanted;
function find(within: ParentNode, selector: string): HTMLElement {
  const found = within.querySelector<HTMLElement>(selector);
  if (!found) throw new Error(`The palette has no ${selector}.`);
  return found;
}
