import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { install } from '../../packages/local-cloud/bin/install.mjs';
import { dashboardPages } from '../security/product/dashboard-statuses.ts';
import { freePort } from '../support/free-port.ts';
import { root } from '../support/source-files.ts';
import type { Figure } from './figure.ts';
import { openProfile, signInAsAda } from './sign-in.ts';
import type { RunningProduct } from './with-fresh-clone.ts';

type Lighthouse = (
  url: string,
  flags: Record<string, unknown>,
) => Promise<
  { lhr: { finalDisplayedUrl: string; categories: { accessibility?: { score: number | null } } } } | undefined
>;

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
    for (const path of dashboardPages) {
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

async function loadLighthouse(): Promise<Lighthouse> {
  const folder = join(root, 'tests/lighthouse');
  await install(folder, 'Installing Lighthouse');
  const file = createRequire(join(folder, 'package.json')).resolve('lighthouse');
  return ((await import(pathToFileURL(file).href)) as { default: Lighthouse }).default;
}
