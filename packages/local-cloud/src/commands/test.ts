import { mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { install, root, step } from '../../bin/install.mjs';
import { generateClient } from '../database/generate-client.ts';
import { ensureChromium } from './ensure-chromium.ts';
import { runProgram } from './run-program.ts';
import { startStack } from './start-stack.ts';

/** `npm test`: everything, one line of figures at the end. `npm test -- unit e2e` runs the named suites only. */

interface Count {
  passed: number;
  failed: number;
}

const results = join(root, '.local/test-results');
const bin = (name: string) => join(root, 'node_modules/.bin', name);
const asked = process.argv.slice(2).filter((name) => !name.startsWith('-'));
const isStatic = process.argv.includes('--static');
const wants = (suite: string) => asked.length === 0 || asked.includes(suite);
const total: Count = { passed: 0, failed: 0 };
/** What failed, said again at the end: what a run prints last is what people, and CI, keep. */
const failed: string[] = [];
/** How Vitest and Playwright name a test that failed, and what they say first about it. */
const failure = /^ *(?:FAIL|Error:|\w*Error:|\[\w+\] ›) .*$/gm;

function report(title: string, count: Count, output: string): void {
  total.passed += count.passed;
  total.failed += count.failed;
  if (count.failed === 0) {
    process.stdout.write(`✓ ${title}: ${count.passed} passed\n`);
    return;
  }
  const line = `✗ ${title}: ${count.passed} passed, ${count.failed} failed`;
  process.stdout.write(`${line}\n\n${output.trimEnd()}\n\n`);
  failed.push(line, ...new Set(output.match(failure) ?? []));
}

/** A check that only passes or fails: it counts as one. */
async function check(title: string, programs: readonly (readonly [string, ...string[]])[]): Promise<void> {
  const runs = await step(title, () =>
    Promise.all(
      programs.map(([command, ...args]) => {
        const cwd = command === 'astro' ? join(root, 'apps/web') : root;
        return runProgram(bin(command), args, { cwd });
      }),
    ),
  );
  const failures = runs.filter(({ code }) => code !== 0);
  report(
    title,
    { passed: runs.length - failures.length, failed: failures.length },
    failures.map(({ output }) => output).join('\n'),
  );
}

function readCount<Json>(file: string, read: (json: Json) => Count, code: number): Count {
  try {
    const count = read(JSON.parse(readFileSync(file, 'utf8')));
    const ranNothing = count.passed + count.failed === 0;
    return { ...count, failed: count.failed === 0 && (code !== 0 || ranNothing) ? 1 : count.failed };
  } catch {
    return { passed: 0, failed: 1 };
  }
}

async function vitest(
  project: string,
  env: Record<string, string> = {},
  options: readonly string[] = [],
): Promise<void> {
  if (!wants(project)) return;
  const file = join(results, `${project}.json`);
  const args = [
    'run',
    '--project',
    project,
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
    ...options,
  ];
  const { code, output } = await step(`Testing: ${project}`, () =>
    runProgram(bin('vitest'), args, { cwd: root, env: { ...process.env, ...env } }),
  );
  const count = readCount(
    file,
    (json: Record<string, number>) => ({
      passed: json.numPassedTests ?? 0,
      failed: json.numFailedTests ?? 0,
    }),
    code,
  );
  report(project, count, output);
}

async function browser(env: Record<string, string>, chromium: string): Promise<void> {
  if (!wants('e2e')) return;
  const file = join(results, 'e2e.json');
  const { code, output } = await step('Testing: e2e', () =>
    runProgram(
      bin('playwright'),
      ['test', '--config', 'tests/e2e/playwright.config.ts', '--reporter=list,json'],
      {
        cwd: root,
        env: { ...process.env, ...env, PLAYWRIGHT_JSON_OUTPUT_NAME: file, ARCHIPELAGO_CHROMIUM: chromium },
      },
    ),
  );
  const count = readCount(
    file,
    (json: { stats?: { expected: number; unexpected: number; flaky: number } }) => ({
      passed: json.stats?.expected ?? 0,
      failed: (json.stats?.unexpected ?? 0) + (json.stats?.flaky ?? 0),
    }),
    code,
  );
  report('e2e', count, output);
}

rmSync(results, { recursive: true, force: true });
mkdirSync(results, { recursive: true });
// Types and unit tests read the generated client as well, and it may be of another schema.
await generateClient();

if (wants('static')) {
  await check('Format', [
    ['biome', 'format', '.'],
    ['prettier', '--check', '--log-level=warn', '**/*.{astro,vue,md,yml}'],
  ]);
  await check('Lint', [['biome', 'lint', '--error-on-warnings', '.']]);
}
await vitest('architecture');
if (!isStatic) await vitest('unit');

async function onRunningProduct(): Promise<void> {
  const chromium = await ensureChromium();
  const stack = await startStack({ port: 9888, data: join(root, '.local/test'), fresh: true });
  try {
    // Two lanes on two cores, one process in each: what asks the product, and what has databases of its own.
    const one = ['--maxWorkers=1'];
    await Promise.all([
      vitest('product', stack.environment).then(() => browser(stack.environment, chromium)),
      vitest('integration', {}, one).then(() => vitest('security', {}, one)),
    ]);
  } finally {
    await stack.stop();
  }
}

if (!isStatic) {
  if (wants('product') || wants('e2e')) await onRunningProduct();
  else {
    await vitest('integration');
    await vitest('security');
  }
  if (wants('deploy')) {
    await install(join(root, 'tests/deploy'), 'Installing Netlify’s CLI and Deno for the deploy tests');
    await vitest('deploy');
  }
}
if (wants('static')) {
  await check('Types', [
    ['tsc', '--noEmit'],
    ['astro', 'check', '--minimumSeverity', 'warning'],
  ]);
}

if (failed.length > 0) process.stdout.write(`\n${failed.join('\n')}\n`);
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed\n`);
process.exit(total.failed > 0 ? 1 : 0);
