import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, matchesGlob, relative } from 'node:path';
import { expect, test } from 'vitest';
import { importsOf } from '../support/imports-of.ts';
import { root, sourceFiles } from '../support/source-files.ts';

const web = join(root, 'apps/web/src');
const styles = join(web, 'styles');
const looked = [...readFileSync(join(styles, 'front.css'), 'utf8').matchAll(/@source '([^']+)'/g)].map(
  ([, glob = '']) => relative(root, join(styles, glob)),
);

/** Every component that a page is made of, the page too. */
function partsOf(file: string, known = new Set<string>()): Set<string> {
  if (known.has(file) || !existsSync(file)) return known;
  known.add(file);
  for (const name of importsOf(readFileSync(file, 'utf8'))) {
    const own = name.startsWith('.')
      ? join(dirname(file), name)
      : name.replace(/^@archipelago\/ui/, join(root, 'packages/ui/src'));
    if (/\.(astro|vue|ts)$/.test(own)) partsOf(own, known);
  }
  return known;
}

test('the styles of pages that are files are made from every component they have', () => {
  const pages = sourceFiles('.astro')
    .filter(({ path, text }) => /src\/pages\//.test(path) && text.includes('export const prerender = true'))
    .map(({ path }) => join(root, path));
  expect(pages.length).toBeGreaterThan(10);
  const missing = new Set(
    pages
      .flatMap((page) => [...partsOf(page)])
      .filter((file) => /\.(astro|vue)$/.test(file))
      .map((file) => relative(root, file))
      .filter((file) => !looked.some((glob) => matchesGlob(file, glob))),
  );
  expect([...missing]).toEqual([]);
});
