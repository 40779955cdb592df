import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import { giveUp } from '../../bin/install.mjs';
import { appEnvironment, databaseUrls } from '../app-environment.ts';
import { openSigningKey } from '../clerk/signing-key.ts';
import { localSettings } from '../settings.ts';
import { examine } from './examine.ts';
import type { Finding } from './finding.ts';

/**
 * `npm run doctor`: what is wrong with a configuration, and what to do about it. Looks at the variables of this process,
 * with --env at those of a file, and without any at the local cloud that `npm start` runs. Ends with 1 when something is wrong.
 */
const marks: Record<Finding['state'], string> = { ok: '✓', warning: '!', wrong: '✗', skipped: '–' };

try {
  const { values } = parseArgs({ options: { env: { type: 'string' } } });
  const { source, what } = configuration(values.env);
  process.stdout.write(`Looking at ${what}.\n`);
  const found = { wrong: 0, warning: 0 };
  for await (const { title, findings } of examine(source)) {
    process.stdout.write(`\n${title}\n`);
    for (const [index, finding] of findings.entries()) {
      process.stdout.write(`  ${marks[finding.state]} ${finding.said}\n`);
      if (finding.state !== 'wrong' && finding.state !== 'warning') continue;
      found[finding.state] += 1;
      const next = findings[index + 1];
      // What helps against several is said once, after the last.
      if (next && 'todo' in next && next.todo === finding.todo) continue;
      process.stdout.write(`    → ${finding.todo}\n`);
    }
  }
  const warnings = found.warning > 0 ? ` ${found.warning} to think about.` : '';
  process.stdout.write(
    found.wrong === 0 ? `\nNothing is wrong.${warnings}\n` : `\n${found.wrong} wrong.${warnings}\n`,
  );
  process.exitCode = found.wrong === 0 ? 0 : 1;
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}

function configuration(file: string | undefined): {
  source: Record<string, string | undefined>;
  what: string;
} {
  if (file) {
    if (!existsSync(file))
      giveUp(`There is no file ${file}. Give the path of a file with lines like NAME=value.`);
    return { source: parseEnv(readFileSync(file, 'utf8')), what: `the variables in ${file}` };
  }
  if (process.env.DATABASE_URL || process.env.STRIPE_SECRET_KEY || process.env.CLERK_SECRET_KEY) {
    return { source: process.env, what: 'the variables of this shell' };
  }
  const settings = localSettings(process.env);
  const clerk = join(settings.dataDirectory, 'clerk');
  if (!existsSync(join(clerk, 'signing-key.pem'))) {
    giveUp(
      'There is nothing to look at: no variable is set, and the local cloud was never started. Run `npm start` first, or name a file with --env.',
    );
  }
  const { appUrl, ownerUrl } = databaseUrls(settings, {});
  const local = appEnvironment(settings, { appUrl, clerkJwtKey: openSigningKey(clerk).publicPem });
  return { source: { ...local, DATABASE_URL_UNPOOLED: ownerUrl }, what: 'the local cloud' };
}
