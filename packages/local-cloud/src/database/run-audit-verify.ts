import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { giveUp } from '../../bin/install.mjs';
import { databaseUrls } from '../app-environment.ts';
import { isPortFree } from '../postgres/describe-listener.ts';
import { startPostgres } from '../postgres/start-postgres.ts';
import { localSettings } from '../settings.ts';
import { verifyAuditLog } from './verify-audit-log.ts';

/** `npm run audit:verify`: whether every workspace's audit log is as it was written. Ends with 1 when one is not. */
try {
  const { values } = parseArgs({ options: { workspace: { type: 'string' } } });
  const settings = localSettings(process.env);
  const url = process.env.DATABASE_URL || databaseUrls(settings, {}).appUrl;
  const needsStart = !process.env.DATABASE_URL && (await isPortFree(settings.postgresPort));
  const postgres = needsStart
    ? await startPostgres({
        port: settings.postgresPort,
        dataDirectory: join(settings.dataDirectory, 'postgres'),
      })
    : null;
  let checked = 0;
  let broken = 0;
  try {
    for await (const report of verifyAuditLog(url, values.workspace)) {
      const { slug, rows, redacted, head, break: found } = report;
      checked += 1;
      if (found) broken += 1;
      const state = found
        ? `✗ broken at ${found.sequence} (${found.kind}${found.id ? `, entry ${found.id}` : ''}): ${found.message}`
        : `✓ whole, ends at ${head.sequence} ${head.hash}`;
      const without = redacted > 0 ? ` (an erased person was taken out of ${redacted})` : '';
      process.stdout.write(`${slug}: ${rows} rows checked${without}, ${state}\n`);
    }
  } finally {
    await postgres?.stop();
  }
  if (checked === 0) {
    giveUp(
      values.workspace
        ? `No workspace has the address “${values.workspace}”, so nothing was checked. Write it as in the URL.`
        : 'This database has no workspaces, so there was nothing to check.',
    );
  }
  process.stdout.write(
    broken === 0
      ? `\n${checked} of ${checked} audit logs are as they were written.\n`
      : `\n${broken} of ${checked} audit logs are not as they were written.\n`,
  );
  process.exitCode = broken === 0 ? 0 : 1;
} catch (error) {
  giveUp(error instanceof Error ? error.message : String(error));
}
