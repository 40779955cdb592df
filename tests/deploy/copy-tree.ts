import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, symlink } from 'node:fs/promises';
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
const leftOut = new Set(['node_modules', 'dist', '.netlify', '.astro', '.turbo']);

/**
 * A copy of the repository to build in, so that the build output in use stays as it is. Installed packages are linked,
 * except ours, which lead to the copy.
 */
export async function copyTree(): Promise<string> {
  const root = await mkdtemp(join(tmpdir(), 'archipelago-deploy-'));
  const filter = (source: string) => !leftOut.has(basename(source));
  await Promise.all(
    parts.map((part) => cp(join(repository, part), join(root, part), { recursive: true, filter })),
  );

  const [from, to] = [join(repository, 'node_modules'), join(root, 'node_modules')];
  await mkdir(join(to, '@archipelago'), { recursive: true });
  const installed = (await readdir(from)).filter((name) => name !== '@archipelago' && name !== '.cache');
  await Promise.all(installed.map((name) => symlink(join(from, name), join(to, name))));
  for (const folder of ['apps', 'packages']) {
    for (const name of await readdir(join(root, folder))) {
      await symlink(join(root, folder, name), join(to, '@archipelago', name));
      const own = join(repository, folder, name, 'node_modules');
      if (existsSync(own)) await symlink(own, join(root, folder, name, 'node_modules'));
    }
  }
  return root;
}
