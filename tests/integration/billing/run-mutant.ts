import { registerHooks } from 'node:module';
import { mutants, type ScenarioName, scenarioNames } from './mutants.ts';

/** A process of its own: plants one mutant, or none, before any of the code is loaded, and runs its schedule. */
const [name = ''] = process.argv.slice(2);
const mutant = mutants[name];
const path = mutant && new URL(`../../../packages/core/src/billing/${mutant.file}`, import.meta.url).href;
let isPlanted = false;

registerHooks({
  load(url, context, next) {
    const loaded = next(url, context);
    if (!mutant || url !== path) return loaded;
    let source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
    for (const [find, replacement] of mutant.edits) {
      if (source.split(find).length !== 2) throw new Error(`${mutant.file} does not have once: ${find}`);
      source = source.replace(find, () => replacement);
    }
    isPlanted = true;
    return { ...loaded, source };
  },
});

const { runScenario } = await import('./mutant-scenarios.ts');
const wanted: readonly ScenarioName[] = mutant ? [mutant.scenario] : scenarioNames;
const violations: string[] = [];
for (const scenario of wanted) violations.push(...(await runScenario(scenario)));
if (mutant && !isPlanted) throw new Error(`${mutant.file} was never loaded.`);
process.send?.({ violations });
