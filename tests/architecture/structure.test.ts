import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { filePaths, root, sourceFiles } from '../support/source-files.ts';

const maximumLines = 300;
const topLevel = ['apps', 'docs', 'netlify', 'packages', 'prisma', 'tests'];

describe('structure', () => {
  test('the top level holds only what a newcomer is told about', () => {
    const folders = readdirSync(root, { withFileTypes: true })
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
      .map((entry) => entry.name);
    expect(folders.filter((name) => !topLevel.includes(name) && name !== 'test-results')).toEqual([]);
  });

  test('a name says what is inside', () => {
    const empty = /(^|\/)(utils?|helpers?|misc|common|lib|shared|types|index)(\/|\.(ts|vue|mjs)$)/;
    // Astro reads actions from this path alone.
    const given = 'apps/web/src/actions/index.ts';
    const pages = 'apps/web/src/pages/';
    const found = filePaths().filter((path) => empty.test(path) && path !== given && !path.startsWith(pages));
    expect(found).toEqual([]);
  });

  test(`no source file is longer than ${maximumLines} lines`, () => {
    const long = sourceFiles('.ts', '.vue', '.astro', '.mjs')
      .filter(({ path }) => !/\.(test|spec)\.ts$|fixtures/.test(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > maximumLines);
    expect(long).toEqual([]);
  });

  test('nothing of this machine, no registry and no left-over is committed', () => {
    const left =
      /\/root\/|\/work\/(main|shared)|registry\.npm[j]s|deb\.debia[n]\.org|\bTO[D]O\b|\bFIXM[E]\b|@ts-ignor[e]|eslint-disabl[e]/;
    const found = sourceFiles(
      '.ts',
      '.vue',
      '.astro',
      '.mjs',
      '.json',
      '.md',
      '.toml',
      '.prisma',
      '.sql',
      '.yml',
    )
      .filter(({ text }) => left.test(text))
      .map(({ path }) => path);
    expect(found).toEqual([]);
  });

  test('no test is skipped, focused, or waits for time to pass', () => {
    const evasion = /\b(it|test|describe)\.(only|skip|todo|fixme)\b|waitForTimeou[t]\(|expect\(tru[e]\)/;
    const found = sourceFiles('.test.ts', '.spec.ts')
      .filter(({ path, text }) => path !== 'tests/architecture/structure.test.ts' && evasion.test(text))
      .map(({ path }) => path);
    expect(found).toEqual([]);
  });
});
