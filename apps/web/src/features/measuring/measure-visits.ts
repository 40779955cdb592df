import { consentPath } from '@archipelago/routing/consent-path';

/**
 * Loads the script that counts visits: at once where the law lets it, after a yes where it must be asked for, and never
 * after a no, nor for a browser that asks not to be followed. The page is the same in every country; the edge says.
 */
const panel = document.querySelector<HTMLElement>('[data-consent]');
const links = document.querySelectorAll<HTMLElement>('[data-consent-open]');
const key = 'archipelago_visits';
const halfAYear = 182 * 86_400_000;

let isLoaded = false;
let opener: HTMLElement | undefined;

if (panel) void begin(panel);

async function begin(panel: HTMLElement): Promise<void> {
  for (const link of links) {
    link.hidden = false;
    link.addEventListener('click', () => {
      opener = link;
      show(panel);
      panel.querySelector('h2')?.focus();
    });
  }
  panel.addEventListener('click', ({ target }) => {
    const choice = (target as Element).closest<HTMLElement>('[data-choice]')?.dataset.choice;
    if (choice) choose(panel, choice);
  });
  const chosen = choiceMade();
  if (chosen) {
    if (chosen === 'yes') load(panel);
    return;
  }
  if ((navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl) return;
  if (await mustAsk()) show(panel);
  else load(panel);
}

function choose(panel: HTMLElement, choice: string): void {
  try {
    localStorage.setItem(key, `${choice} ${Date.now()}`);
  } catch {
    // A browser that keeps nothing is asked on its next page again.
  }
  panel.hidden = true;
  opener?.focus();
  if (choice === 'yes') load(panel);
  // What runs already cannot be unloaded.
  else if (isLoaded) location.reload();
}

function show(panel: HTMLElement): void {
  for (const button of panel.querySelectorAll<HTMLElement>('[data-choice]')) {
    button.setAttribute('aria-pressed', String(button.dataset.choice === choiceMade()));
  }
  panel.hidden = false;
}

/** Of the last half year; who chose before is asked again. */
function choiceMade(): string | undefined {
  try {
    const [choice, at] = localStorage.getItem(key)?.split(' ') ?? [];
    return Date.now() - Number(at) < halfAYear ? choice : undefined;
  } catch {
    return undefined;
  }
}

/** Who cannot be told is asked. */
async function mustAsk(): Promise<boolean> {
  try {
    const answer = await fetch(consentPath);
    return ((await answer.json()) as { ask?: boolean }).ask !== false;
  } catch {
    return true;
  }
}

function load({ dataset: { script, attribute, value } }: HTMLElement): void {
  if (isLoaded || !script) return;
  isLoaded = true;
  const element = document.createElement('script');
  element.src = script;
  element.defer = true;
  if (attribute) element.setAttribute(attribute, value ?? '');
  document.head.append(element);
}
