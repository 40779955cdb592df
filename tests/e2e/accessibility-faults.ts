import axe from 'axe-core';
import type { Page } from 'playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/**
 * What axe finds wrong with a page as it stands, a line each. It runs in the page itself, which has no frames; the
 * builder for Playwright opens another page for each result, and takes five times as long.
 *
 * @param within a selector; everything when there is none
 */
export async function accessibilityFaults(page: Page, within?: string): Promise<string[]> {
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, which axe would not look into.`);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async ({ within, standards }) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const results = await inPage.run(within ?? document, {
        runOnly: standards,
        resultTypes: ['violations'],
      });
      return results.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        targets: nodes.map(({ target }) => target),
      }));
    },
    { within, standards },
  );
  return violations.map(({ id, help, targets }) => `${id}: ${help} (${targets.join(', ')})`);
}
