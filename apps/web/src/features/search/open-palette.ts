/** Opens the palette by its keys or a link to the search, and loads what it does only then. */
type Palette = Awaited<ReturnType<typeof load>>;

const dialog = document.querySelector<HTMLDialogElement>('#search-palette');
let palette: Promise<Palette> | undefined;

addEventListener('keydown', (event) => {
  const isShortcut = event.key.toLowerCase() === 'k' && (event.metaKey || event.ctrlKey);
  if (!isShortcut || event.shiftKey || event.altKey || event.repeat) return;
  event.preventDefault();
  if (dialog?.open) dialog.close();
  else void open();
});

addEventListener('click', (event) => {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.shiftKey) return;
  const target = event.target instanceof Element ? event.target : null;
  if (!dialog || !target?.closest('[data-opens-search]')) return;
  event.preventDefault();
  void open();
});

async function open(): Promise<void> {
  if (!dialog) return;
  // At once: what is typed while the rest loads is in the field already.
  dialog.showModal();
  try {
    palette ??= load(dialog);
    (await palette).wake();
  } catch {
    dialog.querySelector('form')?.submit();
  }
}

async function load(place: HTMLDialogElement) {
  const { startPalette } = await import('./palette.ts');
  return startPalette(place);
}

export {};
