import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/**
 * Both packages ship ready browser files, but their dependencies do not install beside the rest of this
 * repository, so only the packed files are fetched and held to these hashes.
 */
const packages = {
  'clerk-js': {
    spec: '@clerk/clerk-js@6.40.0',
    integrity:
      'sha512-2MnZ/ygvuCmeuqfXQmsxfQaLN/SSJvQbtT2cLXbgr5VKr3KmZFZBVvX977fG3eZ6pprl4J9pO+I2bbe6BvColg==',
  },
  ui: {
    spec: '@clerk/ui@1.36.0',
    integrity:
      'sha512-uI96zYCh5jISLOt1mdpIPy/Y31P0kwFxjUFOxLUwFfTHFmGUcRjbqN6bbb+75tdI2Bz6ARGws3rhspDer+xIfQ==',
  },
} as const;

type PackageName = keyof typeof packages;

/**
 * Answers where the unpacked packages are, fetching through the npm client what is not there yet. The folder is
 * beside the installed packages, so that a reset of the local data does not fetch them again.
 */
export async function vendorClerk(
  directory = 'node_modules/.cache/clerk',
): Promise<Record<PackageName, string>> {
  await mkdir(directory, { recursive: true });
  const [clerkJs, ui] = await Promise.all([vendor(directory, 'clerk-js'), vendor(directory, 'ui')]);
  return { 'clerk-js': clerkJs, ui };
}

async function vendor(directory: string, name: PackageName): Promise<string> {
  const { spec, integrity } = packages[name];
  const destination = join(directory, spec.replace('@clerk/', '').replace('@', '-'));
  if (existsSync(destination)) return destination;
  const unpacked = await mkdtemp(`${destination}.`);
  try {
    const { stdout } = await run('npm', ['pack', spec, '--json', '--pack-destination', unpacked]).catch(
      (error: Error) => {
        throw new Error(
          `${spec} could not be fetched, and the sign-in pages need it. Check the network, then try again. ${error.message}`,
        );
      },
    );
    const [{ filename }] = JSON.parse(stdout) as [{ filename: string }];
    const archive = join(unpacked, filename);
    const actual = `sha512-${createHash('sha512')
      .update(await readFile(archive))
      .digest('base64')}`;
    if (actual !== integrity) {
      throw new Error(
        `${spec} is not the package this repository was written for: expected ${integrity}, got ${actual}.`,
      );
    }
    await run('tar', [
      '-xzf',
      archive,
      '-C',
      unpacked,
      '--strip-components=1',
      'package/dist',
      'package/LICENSE',
    ]);
    await rm(archive);
    await rename(unpacked, destination).catch((error: NodeJS.ErrnoException) => {
      // Another start fetched it meanwhile.
      if (!existsSync(destination)) throw error;
    });
  } finally {
    await rm(unpacked, { recursive: true, force: true });
  }
  return destination;
}
