import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** `npm run prove:billing`: the same proofs as in `npm test`, as often as asked, in pieces with a seed each. */
const { values } = parseArgs({
  options: {
    programs: { type: 'string', default: '1000' },
    deliveries: { type: 'string', default: '10000' },
    kills: { type: 'string', default: '500' },
    seed: { type: 'string', default: String(Date.now() % 1_000_000_000) },
  },
});

/** Each of its own test file, with the variable that says how often, and how often in one piece. */
const proofs = [
  {
    what: 'programs',
    file: 'sync-properties',
    variable: 'PROPERTY_RUNS',
    wanted: values.programs,
    most: 500,
  },
  {
    what: 'deliveries',
    file: 'permuted-deliveries',
    variable: 'PROOF_DELIVERIES',
    wanted: values.deliveries,
    most: 5_000,
  },
  { what: 'kills', file: 'kills', variable: 'PROOF_KILLS', wanted: values.kills, most: 126 },
] as const;

const directory = mkdtempSync(join(tmpdir(), 'archipelago-proof-'));
const report = join(directory, 'report');
let failed = 0;
let seed = Number(values.seed);

for (const { what, file, variable, wanted, most } of proofs) {
  for (let left = Number(wanted); left > 0; left -= most) {
    const times = Math.min(left, most);
    process.stdout.write(`${what}: ${times}, seed ${seed} … `);
    const { status, stdout } = spawnSync(
      'vitest',
      ['run', '--project', 'integration', `tests/integration/billing/${file}.test.ts`],
      {
        encoding: 'utf8',
        maxBuffer: 1 << 30,
        env: {
          ...process.env,
          [variable]: String(times),
          PROPERTY_SEED: String(seed),
          PROOF_REPORT: report,
        },
      },
    );
    process.stdout.write(status === 0 ? 'as it must be\n' : `WRONG\n${stdout}\n`);
    if (status !== 0) failed += 1;
    seed += 1;
  }
}

for (const { what, wanted } of proofs) {
  const sum = sumOf(what);
  process.stdout.write(`${what}: ${JSON.stringify(sum)}\n`);
  // A piece that ran nothing proves nothing.
  if ((sum[what] ?? 0) < Number(wanted)) failed += 1;
}
process.stdout.write(failed === 0 ? 'Nothing diverged.\n' : `${failed} pieces went wrong.\n`);
rmSync(directory, { recursive: true });
process.exitCode = failed === 0 ? 0 : 1;

/** What was counted in all pieces together. */
function sumOf(what: string): Record<string, number> {
  const sum: Record<string, number> = {};
  for (const line of readReport()) {
    const { what: of, seed: _seed, ...figures } = JSON.parse(line) as Record<string, number | string>;
    if (of !== what) continue;
    for (const [name, figure] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + Number(figure);
  }
  return sum;
}

function readReport(): string[] {
  try {
    return readFileSync(report, 'utf8').trim().split('\n');
  } catch {
    return [];
  }
}
