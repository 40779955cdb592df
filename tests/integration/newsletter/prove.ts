import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

/** `npm run prove:newsletter`: the proof of `npm test` with as many addresses as asked, and more kills. */
const { values } = parseArgs({ options: { addresses: { type: 'string', default: '10000' } } });

const directory = mkdtempSync(join(tmpdir(), 'archipelago-proof-'));
const report = join(directory, 'report');
process.stdout.write(`${values.addresses} addresses … `);
const began = Date.now();
const { status, stdout } = spawnSync(
  'vitest',
  ['run', '--project', 'integration', 'tests/integration/newsletter/exactly-once.test.ts'],
  {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
    env: { ...process.env, PROOF_SUBSCRIBERS: values.addresses, PROOF_REPORT: report },
  },
);
const seconds = Math.round((Date.now() - began) / 1000);
// Without figures nothing ran, and nothing is proven.
const figures = status === 0 ? readFileSync(report, 'utf8').trim() : stdout;
process.stdout.write(
  status === 0 ? `each exactly once, in ${seconds} s\n${figures}\n` : `WRONG\n${figures}\n`,
);
rmSync(directory, { recursive: true });
process.exitCode = status === 0 ? 0 : 1;
