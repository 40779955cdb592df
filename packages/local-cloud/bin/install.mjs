import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// Runs before anything is installed, on whatever Node the machine has: only what Node 20 knows, no packages.

export const root = join(dirname(fileURLToPath(import.meta.url)), '../../..');

/**
 * Ends with a message for a person instead of a stack trace.
 * @param {string} message
 * @returns {never}
 */
export function giveUp(message) {
  process.stderr.write(`\n${message}\n`);
  process.exit(1);
}

function lockedVersions(file) {
  const { packages } = JSON.parse(readFileSync(file, 'utf8'));
  return Object.entries(packages).filter(
    ([path, entry]) => path.includes('node_modules/') && !entry.optional && !entry.devOptional && !entry.peer,
  );
}

/** True when everything package-lock.json asks for lies in node_modules in that version. */
export function isInstalled(folder) {
  const installed = join(folder, 'node_modules/.package-lock.json');
  if (!existsSync(installed)) return false;
  const present = JSON.parse(readFileSync(installed, 'utf8')).packages;
  return lockedVersions(join(folder, 'package-lock.json')).every(
    ([path, entry]) => entry.link || present[path]?.version === entry.version,
  );
}

function run(command, args, options) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
    let output = '';
    child.stdout.on('data', (chunk) => (output += chunk));
    child.stderr.on('data', (chunk) => (output += chunk));
    child.on('error', (error) => resolve({ code: 1, output: String(error) }));
    child.on('close', (code) => resolve({ code, output }));
  });
}

/**
 * Shows that a long step is alive: a running clock on a terminal, one line at the end elsewhere.
 * @template T
 * @param {string} title
 * @param {() => Promise<T> | T} work
 * @returns {Promise<T>}
 */
export async function step(title, work) {
  const started = Date.now();
  const seconds = () => `${((Date.now() - started) / 1000).toFixed(1)} s`;
  const terminal = process.stdout.isTTY;
  if (!terminal) process.stdout.write(`  … ${title}\n`);
  const clock = terminal && setInterval(() => process.stdout.write(`\r  … ${title} ${seconds()}`), 200);
  let mark = '✗';
  try {
    const result = await work();
    mark = '✓';
    return result;
  } finally {
    clearInterval(clock);
    process.stdout.write(`${terminal ? '\r' : ''}  ${mark} ${title} ${seconds()}\n`);
  }
}

/** Installs what package-lock.json names, if anything of it is missing. */
export async function install(folder = root, title = 'Installing packages') {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) {
    giveUp(
      `Archipelago needs Node 20 or newer to start; this is ${process.version}. It brings its own Node 24 after that.`,
    );
  }
  if (isInstalled(folder)) return;
  const result = await step(title, () =>
    // Not `npm ci`: it refuses a lock file that lacks another platform's optional binaries.
    run('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--prefer-offline', '--loglevel=error'], {
      cwd: folder,
      shell: process.platform === 'win32',
      env: { ...process.env, npm_config_engine_strict: 'false' },
    }),
  );
  if (result.code !== 0) {
    giveUp(
      `npm could not install the packages, so nothing was started. It said:\n\n${result.output.trim()}\n\nCheck the network or the npm registry settings, then run the same command again.`,
    );
  }
}

/** Continues in TypeScript on the pinned Node 24; resolves with that program's exit code. */
export function continueOnPinnedNode(file, args = process.argv.slice(2)) {
  const node = join(root, 'node_modules/node/bin/node');
  const child = spawn(
    existsSync(node) ? node : 'node',
    ['--disable-warning=ExperimentalWarning', join(root, file), ...args],
    {
      cwd: root,
      stdio: 'inherit',
      env: { ...process.env, PATH: `${join(root, 'node_modules/.bin')}:${process.env.PATH}` },
    },
  );
  // The terminal sends Ctrl-C to the whole group; the child decides when everything has stopped.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => signal !== 'SIGINT' && child.kill(signal));
  }
  child.on('exit', (code, signal) => process.exit(signal ? 1 : code));
}
