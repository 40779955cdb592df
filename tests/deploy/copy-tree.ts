import { cp, link, mkdir, mkdtemp, readdir, readlink, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const repository = join(import.meta.dirname, '../..');
const parts = [
  'apps',
  'packages',
  'netlify',
  'prisma',
  'netlify.toml',
  '.gitignore',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'turbo.json',
];
const leftOut = new Set(['node_modules', 'dist', '.netlify', '.astro', '.turbo', '.cache', '.vite']);

/**
 * A copy of the repository to build in, so that the build output in use stays as it is. Installed packages are hard
 * links where the file system allows: Netlify's bundler packs no file from outside the tree.
 */
export async function copyTree(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'archipelago-deploy-'));
  const filter = (source: string) => !leftOut.has(basename(source));
  await Promise.all(
    parts.map((part) => cp(join(repository, part), join(root, part), { recursive: true, filter })),
  );
  await linkFolder(join(repository, 'node_modules'), join(root, 'node_modules'));
  for (const folder of ['apps', 'packages']) {
    for (const name of await readdir(join(root, folder))) {
      const own = join(folder, name, 'node_modules');
      await linkFolder(join(repository, own), join(root, own)).catch(unlessMissing);
    }
  }
  return root;
}

async function linkFolder(from: string, to: string): Promise<void> {
  const entries = await readdir(from, { withFileTypes: true });
  await mkdir(to, { recursive: true });
  for (const entry of entries) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else if (!entry.isDirectory()) await link(source, target).catch(() => cp(source, target));
    else if (!leftOut.has(entry.name) || entry.name === 'dist' || entry.name === 'node_modules')
      await linkFolder(source, target);
  }
}

function unlessMissing(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}
