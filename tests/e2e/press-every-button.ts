import type { Page } from 'playwright/test';

interface Pressed {
  label: string;
  changed: boolean;
  opened: boolean;
}

/** Buttons that do their work somewhere a page cannot see: paper is printed. */
const unseen = /^Print/;

/**
 * Presses every button of the page that sends no form, and closes what it opens with the keyboard. Those of the frame
 * are pressed once, wherever they are met first. Answers with what is wrong.
 */
export async function pressEveryButton(page: Page, pressed: Set<string>): Promise<string[]> {
  const wrong: string[] = [];
  const address = page.url();
  const labels = await page.evaluate(() => {
    const all = [...document.querySelectorAll<HTMLElement>('button, summary, [role=button]')];
    const ours = all.filter(
      (one) =>
        !(one instanceof HTMLButtonElement && one.type === 'submit' && one.form) &&
        !(one as HTMLButtonElement).disabled &&
        one.checkVisibility({ visibilityProperty: true }) &&
        !one.closest('[inert]'),
    );
    return ours.map((one, index) => {
      one.dataset.pressed = String(index);
      const label = (one.getAttribute('aria-label') ?? one.textContent ?? '').replace(/\s+/g, ' ').trim();
      const place = one.closest('main') ? location.pathname.replace(/[\da-f-]{36}/g, '') : 'frame';
      return { index, label, key: `${place} ${one.className} ${place === 'frame' ? label : ''}` };
    });
  });
  for (const { index, label, key } of labels) {
    if (pressed.has(key) || unseen.test(label)) continue;
    pressed.add(key);
    if (label === '') wrong.push('a button without words');
    const { changed, opened } = await press(page, index);
    if (!changed) wrong.push(`the button “${label}” does nothing`);
    if (opened) {
      await page.keyboard.press('Escape');
      const closed = await page
        .waitForFunction(() => !document.querySelector('dialog[open], :popover-open'), null, {
          timeout: 2_000,
        })
        .then(
          () => true,
          () => false,
        );
      if (!closed) {
        wrong.push(`what the button “${label}” opens is not closed by Escape`);
        await page.goto(address);
        return wrong;
      }
    }
    if (page.url() !== address) {
      await page.goto(address);
      return wrong;
    }
  }
  return wrong;
}

/** Presses one, and waits for anything to change: the page, what is typed in it, what is open, or that a file is asked for. */
async function press(page: Page, index: number): Promise<Omit<Pressed, 'label'>> {
  const button = page.locator(`[data-pressed="${index}"]`);
  if (!(await button.count())) return { changed: true, opened: false };
  await page.evaluate(() => {
    const state = { changed: false };
    Object.assign(window, { pressState: state });
    const tell = () => {
      state.changed = true;
    };
    new MutationObserver(tell).observe(document, {
      subtree: true,
      childList: true,
      attributes: true,
      characterData: true,
    });
    for (const event of ['toggle', 'input', 'change', 'beforeunload', 'copy'])
      document.addEventListener(event, tell, true);
  });
  const timeout = 1_500;
  const effects = [
    page.waitForEvent('filechooser', { timeout }),
    button
      .evaluate((one: HTMLElement) => one.click())
      .then(() =>
        page.waitForFunction(
          () => (window as unknown as { pressState?: { changed: boolean } }).pressState?.changed !== false,
          null,
          { timeout, polling: 30 },
        ),
      ),
  ];
  const changed = await Promise.any(effects).then(
    () => true,
    () => false,
  );
  const opened = await page.evaluate(() => document.querySelector('dialog[open], :popover-open') !== null);
  return { changed, opened };
}
