/** Sends a picture as soon as it is chosen, unless it is too large to be taken. Without this the Upload button does it. */
for (const form of document.querySelectorAll<HTMLFormElement>('form[data-upload]')) {
  const input = form.querySelector<HTMLInputElement>('input[type="file"]');
  const button = form.querySelector<HTMLButtonElement>('button[type="submit"]');
  if (!input || !button) continue;
  button.hidden = true;
  input.addEventListener('change', () => {
    const [file] = input.files ?? [];
    if (!file) return;
    const isTooLarge = file.size > Number(form.dataset.upload);
    input.setCustomValidity(
      isTooLarge ? 'This picture is larger than 2 MB. Make it smaller, or save it as WebP.' : '',
    );
    button.hidden = !isTooLarge;
    if (input.reportValidity()) form.requestSubmit();
  });
}
