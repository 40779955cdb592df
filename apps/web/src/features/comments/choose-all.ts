/** One box that ticks all others of its form. Without a script it stays hidden, and each is ticked by itself. */
for (const label of document.querySelectorAll<HTMLElement>('[data-choose-all]')) {
  const all = label.querySelector('input');
  const form = label.closest('form');
  if (!all || !form) continue;
  const others = [...form.querySelectorAll<HTMLInputElement>('input[type="checkbox"][name]')];
  label.hidden = false;
  all.addEventListener('change', () => {
    for (const other of others) other.checked = all.checked;
  });
  form.addEventListener('change', () => {
    const chosen = others.filter(({ checked }) => checked).length;
    all.checked = chosen === others.length;
    all.indeterminate = chosen > 0 && chosen < others.length;
  });
}
