import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';
import { type Figure, printTable } from './figure.ts';
import { measureAccessibility } from './measure-accessibility.ts';
import { measureAuditAtScale } from './measure-audit-at-scale.ts';
import { measureBilling } from './measure-billing.ts';
import { measureBundle } from './measure-bundle.ts';
import { measureColdStart } from './measure-cold-start.ts';
import { measureDashboardCost } from './measure-dashboard-cost.ts';
import { measureListsAtScale } from './measure-lists-at-scale.ts';
import { measureLoad } from './measure-load.ts';
import { measurePages } from './measure-pages.ts';
import { measurePublicLoad } from './measure-public-load.ts';
import { measurePublicPages } from './measure-public-pages.ts';
import { type RunningProduct, withFreshClone } from './with-fresh-clone.ts';

/**
 * `npm run bench`: clones the last commit into an empty folder, starts it, measures it as its users meet it, prints
 * a table and writes `.local/bench.json`. Machines differ, so nothing here fails a build.
 */
const figures: Figure[] = [];

const measurements = [
  measurePages,
  measurePublicPages,
  measureDashboardCost,
  measureAccessibility,
  ({ folder }: RunningProduct) => measureBundle(folder),
  measureColdStart,
  measureLoad,
  measurePublicLoad,
  measureListsAtScale,
  measureAuditAtScale,
  measureBilling,
];

await withFreshClone(async (product) => {
  figures.push(...product.startFigures);
  for (const measure of measurements) {
    try {
      figures.push(...(await measure(product)));
    } catch (error) {
      // What was measured before, and what comes after, is worth its time all the same.
      process.exitCode = 1;
      console.error(error);
    }
  }
});

process.stdout.write('\n');
printTable(figures);
const file = join(root, '.local/bench.json');
mkdirSync(join(root, '.local'), { recursive: true });
writeFileSync(file, `${JSON.stringify({ node: process.version, figures }, null, 2)}\n`);
process.stdout.write(`\nWritten to ${file}\n`);
