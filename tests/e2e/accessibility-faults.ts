import axe from 'axe-core';
import type { Page } from 'playwright/test';

const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** The rules that the colours of a theme can break. */
export const colourRules = ['color-contrast', 'link-in-text-block'];

/**
 * What axe finds wrong with a page as it stands, a line each. It runs in the page itself, which has no frames; the
 * builder for Playwright opens another page for each result, and takes five times as long.
 *
 * @param within a selector; everything when there is none
 * @param rules the rules to hold it to; all of the standards when there are none
 */
export async function accessibilityFaults(
  page: Page,
  { within, rules }: { within?: string; rules?: readonly string[] } = {},
): Promise<string[]> {
  if (page.frames().length > 1) throw new Error(`${page.url()} has frames, which axe would not look into.`);
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source);
  const violations = await page.evaluate(
    async ({ within, runOnly }) => {
      const { axe: inPage } = window as unknown as { axe: typeof axe };
      const results = await inPage.run(within ?? document, {
        runOnly,
        resultTypes: ['violations'],
      });
      return results.violations.map(({ id, help, nodes }) => ({
        id,
        help,
        targets: nodes.map(({ target }) => target),
      }));
    },
    { within, runOnly: rules ? { type: 'rule' as const, values: [...rules] } : standards },
  );
  return violations.map(({ id, help, targets }) => `${id}: ${help} (${targets.join(', ')})`);
}
