/** A button with `data-copies` copies what the field of that id holds. Without a script it stays hidden. */
const said = 'Copied';

for (const button of document.querySelectorAll<HTMLButtonElement>('button[data-copies]')) {
  button.hidden = false;
  const label = button.lastChild;
  const asked = label?.textContent ?? '';
  button.addEventListener('click', async () => {
    const field = document.getElementById(button.dataset.copies ?? '') as HTMLInputElement | null;
    if (!field) return;
    field.select();
    await navigator.clipboard.writeText(field.value);
    if (label) label.textContent = said;
    setTimeout(() => {
      if (label) label.textContent = asked;
    }, 2_000);
  });
}
