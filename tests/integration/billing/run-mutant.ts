import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';
import { mutants } from './mutants.ts';

/**
 * A process of its own that is told names of mutants: of each it loads the whole of the code once more, with the fault in
 * it, and runs its schedule; without a name, all schedules on the code as it is.
 */
const core = new URL('../../../packages/core/src/', import.meta.url).href;
const scenarios = new URL('mutant-scenarios.ts', import.meta.url).href;
const receiving = new URL('mutant-receiving.ts', import.meta.url).href;
const planted = new Set<string>();

registerHooks({
  resolve(specifier, context, next) {
    const resolved = next(specifier, context);
    const { search } = new URL(context.parentURL ?? 'file:///');
    return search && (resolved.url.startsWith(core) || resolved.url === receiving)
      ? { ...resolved, url: `${resolved.url}${search}` }
      : resolved;
  },
  load(url, context, next) {
    const { search, searchParams } = new URL(url);
    const loaded = next(url, context);
    const name = searchParams.get('mutant') ?? '';
    const mutant = mutants[name];
    if (!mutant || url !== `${new URL(mutant.file, `${core}billing/`).href}${search}`) return loaded;
    let source = Buffer.from(loaded.source as Uint8Array).toString('utf8');
    for (const [find, replacement] of mutant.edits) {
      if (source.split(find).length !== 2)
        throw new Error(`${fileURLToPath(url.replace(search, ''))} does not have once: ${find}`);
      source = source.replace(find, () => replacement);
    }
    planted.add(name);
    return { ...loaded, source };
  },
});

// What a mutant leaves undone fails in its own time.
process.on('unhandledRejection', () => {});

process.on('message', async ({ mutant: name }: { mutant: string }) => {
  try {
    process.send?.({ violations: await violationsOf(name) });
  } catch (error) {
    process.send?.({ error: String(error) });
  }
});

async function violationsOf(name: string): Promise<string[]> {
  const { runScenario, scenarioNames } = await import(
    `${scenarios}?${new URLSearchParams({ mutant: name })}`
  );
  const mutant = mutants[name];
  if (name && !planted.has(name)) throw new Error(`${mutant?.file ?? name} was never loaded.`);
  const violations: string[] = [];
  for (const scenario of mutant ? [mutant.scenario] : scenarioNames) {
    const found: string[] = await runScenario(scenario);
    violations.push(...found.map((violation) => `${scenario}: ${violation}`));
  }
  return violations;
}

process.send?.({ ready: true });
