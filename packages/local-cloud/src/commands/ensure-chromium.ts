import { existsSync } from 'node:fs';
import { chromium } from 'playwright';
import { giveUp, root, step } from '../../bin/install.mjs';
import { runProgram } from './run-program.ts';

const debianPath = '/usr/bin/chromium';

/** The browser the tests drive: Debian's, or Playwright's own. Undefined when neither is installed. */
export function findChromium(): string | undefined {
  return [debianPath, chromium.executablePath()].find((path) => existsSync(path));
}

/** Installs a browser when there is none: from Debian when allowed to, else Playwright's download. */
export async function ensureChromium(): Promise<string> {
  const found = findChromium();
  if (found) return found;
  const isDebianRoot = existsSync('/etc/debian_version') && process.getuid?.() === 0;
  const result = await step('Installing Chromium for the browser tests', async () => {
    if (!isDebianRoot) return runProgram('npx', ['playwright', 'install', 'chromium'], { cwd: root });
    await runProgram('apt-get', ['update'], { cwd: root });
    return runProgram('apt-get', ['install', '-y', '--no-install-recommends', 'chromium'], { cwd: root });
  });
  return (
    findChromium() ??
    giveUp(
      `No browser could be installed, so the browser tests cannot run. Install Chromium yourself (${debianPath}, or "npx playwright install chromium") and run npm test again.\n\n${result.output.slice(-2000)}`,
    )
  );
}
