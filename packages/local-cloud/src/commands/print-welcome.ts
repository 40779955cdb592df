import { relative } from 'node:path';
import { seedPassword } from '../seed/people.ts';
import { seededSignIns } from '../seed/seeded-sign-ins.ts';
import type { LocalSettings } from '../settings.ts';
import type { LocalCloud } from '../start-local-cloud.ts';

/** What a newcomer reads first: where everything is, and who may sign in. */
export function printWelcome(settings: LocalSettings, cloud: LocalCloud, milliseconds: number): void {
  const at = (host: string, port: number) => `http://${host}:${port}`;
  const rows = [
    ['Start here', at('localhost', settings.webPort)],
    ['Acme', at('acme.localhost', settings.webPort)],
    ['Globex', at('globex.localhost', settings.webPort)],
    ['Manara, in Arabic', at('manara.localhost', settings.webPort)],
    ['Console, mailbox', at('localhost', settings.consolePort)],
  ];
  const lines = [
    '',
    `Archipelago is ready (${(milliseconds / 1000).toFixed(1)} s). Every tenant is an island:`,
    '',
    ...rows.map(([name, url]) => `  ${name?.padEnd(18)} ${url}`),
    '',
    `Sign in with the password ${seedPassword}:`,
    '',
    ...seededSignIns.map(([email, what]) => `  ${email.padEnd(26)} ${what}`),
    '',
    cloud.isLocalDatabase
      ? `Data is kept in ${relative('', settings.dataDirectory)}; npm run db:reset begins anew.`
      : 'Data is in the database DATABASE_URL names.',
    'Ctrl-C stops everything.',
    '',
  ];
  process.stdout.write(lines.join('\n'));
}
