import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/source-files.ts';
import { type Figure, printTable } from './figure.ts';
import { measureAccessibility } from './measure-accessibility.ts';
import { measureAuditAtScale } from './measure-audit-at-scale.ts';
import { measureBundle } from './measure-bundle.ts';
import { measureColdStart } from './measure-cold-start.ts';
import { measureDashboardCost } from './measure-dashboard-cost.ts';
import { measureListsAtScale } from './measure-lists-at-scale.ts';
import { measureLoad } from './measure-load.ts';
import { measurePages } from './measure-pages.ts';
import { withFreshClone } from './with-fresh-clone.ts';

/**
 * `npm run bench`: clones the last commit into an empty folder, starts it, measures it as its users meet it, prints
 * a table and writes `.local/bench.json`. Machines differ, so nothing here fails a build.
 */
const figures: Figure[] = [];

await withFreshClone(async (product) => {
  figures.push(...product.startFigures);
  figures.push(...(await measurePages(product)));
  figures.push(...(await measureDashboardCost(product)));
  figures.push(...(await measureAccessibility(product)));
  figures.push(...(await measureBundle(product.folder)));
  figures.push(...(await measureColdStart(product)));
  figures.push(...(await measureLoad(product)));
  figures.push(...(await measureListsAtScale(product)));
  figures.push(...(await measureAuditAtScale(product)));
});

process.stdout.write('\n');
printTable(figures);
const file = join(root, '.local/bench.json');
mkdirSync(join(root, '.local'), { recursive: true });
writeFileSync(file, `${JSON.stringify({ node: process.version, figures }, null, 2)}\n`);
process.stdout.write(`\nWritten to ${file}\n`);
