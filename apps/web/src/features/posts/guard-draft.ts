/** Of the form of a post: asks before what was typed is lost, says that it is not saved yet, and saves with Ctrl or ⌘ and S. */
const form = document.querySelector<HTMLFormElement>('form[data-post-form]');

if (form) {
  const mark = form.querySelector<HTMLElement>('[data-unsaved-mark]');
  const written = () =>
    JSON.stringify([...new FormData(form)].filter(([, value]) => typeof value === 'string'));
  // What was refused stands in the form, and nowhere else.
  const saved = form.dataset.postForm === 'unsaved' ? '' : written();
  let isSaving = false;
  const isUnsaved = () => written() !== saved;
  const show = () => {
    if (mark) mark.hidden = !isUnsaved();
  };

  show();
  form.addEventListener('input', show);
  form.addEventListener('submit', () => {
    isSaving = true;
  });
  addEventListener('pageshow', () => {
    isSaving = false;
  });
  addEventListener('beforeunload', (event) => {
    if (!isSaving && isUnsaved()) event.preventDefault();
  });
  addEventListener('keydown', (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    form.requestSubmit(form.querySelector<HTMLButtonElement>('button[data-save]'));
  });
}
