import type { Page } from 'playwright/test';

export interface Faults {
  /** The page that is looked at. */
  at: string;
  found: string[];
}

/** Writes down what a browser complains of: errors, broken policies, and what a page asks for and does not get. */
export async function watchForFaults(page: Page): Promise<Faults> {
  const faults: Faults = { at: '', found: [] };
  const tell = (what: string) => faults.found.push(`${faults.at}: ${what}`);
  page.on('console', (message) => {
    if (message.type() === 'error' || /Content Security Policy/.test(message.text())) tell(message.text());
  });
  page.on('pageerror', (error) => tell(error.message));
  page.on('requestfailed', (request) => {
    const reason = request.failure()?.errorText ?? '';
    // A page that is left does not wait for what it asked for.
    if (reason !== 'net::ERR_ABORTED') tell(`${request.url()} failed: ${reason}`);
  });
  page.on('response', (response) => {
    if (response.status() >= 400) tell(`${response.url()} answered ${response.status()}`);
  });
  await page.exposeFunction('tellOfViolation', (what: string) => tell(`breaks its policy: ${what}`));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI }) => {
      (window as unknown as { tellOfViolation(what: string): void }).tellOfViolation(
        `${effectiveDirective} ${blockedURI}`,
      );
    });
  });
  return faults;
}
