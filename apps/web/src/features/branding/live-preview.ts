import { islandMark } from '@archipelago/ui/drawing/island-mark';
import { accentReport } from './accent-report.ts';

/** Shows a colour in the preview while it is chosen. Without this script the Preview button does it. */
const form = document.querySelector<HTMLFormElement>('form[data-branding]');
const text = form?.querySelector<HTMLInputElement>('input[name="accent"]');
const picker = form?.querySelector<HTMLInputElement>('input[type="color"]');

if (form && text && picker) {
  const sheet = new CSSStyleSheet();
  document.adoptedStyleSheets.push(sheet);

  const show = () => {
    const { accent, rows } = accentReport(text.value.trim());
    sheet.replaceSync(`.brand-preview[data-accent]{--accent:${accent}}`);
    picker.value = accent;
    for (const { key, ratio, level } of rows) {
      const place = form.querySelector(`[data-contrast="${key}"]`);
      if (place) place.textContent = `${ratio} ${level}`;
    }
    for (const mark of document.querySelectorAll<HTMLElement>('[data-mark]')) {
      mark.innerHTML = islandMark(mark.dataset.mark ?? '', { size: 24, accent });
    }
    for (const swatch of form.querySelectorAll<HTMLButtonElement>('button[name="swatch"]')) {
      swatch.setAttribute('aria-pressed', String(swatch.value === text.value.trim().toLowerCase()));
    }
  };
  const choose = (value: string) => {
    text.value = value;
    show();
  };

  text.addEventListener('input', show);
  picker.addEventListener('input', () => choose(picker.value));
  form.addEventListener('change', ({ target }) => {
    if (!(target instanceof HTMLInputElement) || target.name !== 'badge') return;
    for (const badge of document.querySelectorAll<HTMLElement>('[data-badge]')) badge.hidden = target.checked;
  });
  for (const swatch of form.querySelectorAll<HTMLButtonElement>('button[name="swatch"]')) {
    swatch.addEventListener('click', (event) => {
      event.preventDefault();
      choose(swatch.value);
    });
  }
  for (const element of form.querySelectorAll<HTMLElement>('[data-live]')) {
    element.hidden = element.dataset.live === 'without';
  }
}
