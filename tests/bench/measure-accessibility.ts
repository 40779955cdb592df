import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dashboardPages } from '../security/product/dashboard-statuses.ts';
import { freePort } from '../support/free-port.ts';
import type { Figure } from './figure.ts';
import { loadLighthouse } from './load-lighthouse.ts';
import { openProfile, signInAsAda } from './sign-in.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

/** How far each dashboard page is from Lighthouse's 100 for accessibility, signed in as an owner. */
export async function measureAccessibility(product: RunningProduct): Promise<Figure[]> {
  const lighthouse = await loadLighthouse();
  const home = `http://acme.localhost:${product.port}`;
  const port = await freePort();
  const folder = mkdtempSync(join(tmpdir(), 'archipelago-lighthouse-'));
  const context = await openProfile(folder, port);
  try {
    await signInAsAda(await context.newPage(), home);
    const figures: Figure[] = [];
    // A piece of a page has neither a title nor a language of its own.
    for (const path of dashboardPages.filter((one) => one !== '/dashboard/search/results')) {
      const flags = { port, onlyCategories: ['accessibility'], disableStorageReset: true, logLevel: 'error' };
      const result = await lighthouse(home + path, flags);
      if (!result || new URL(result.lhr.finalDisplayedUrl).pathname !== path) {
        throw new Error(`Lighthouse did not get to see ${path}.`);
      }
      const score = Math.round((result.lhr.categories.accessibility?.score ?? 0) * 100);
      figures.push({
        what: `${path}: points below 100 for accessibility`,
        value: 100 - score,
        unit: 'points',
        aim: 0,
      });
    }
    return figures;
  } finally {
    await context.close();
    rmSync(folder, { recursive: true, force: true });
  }
}
