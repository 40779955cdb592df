import { describe, expect, test } from 'vitest';
import { type Bundle, foldFacades } from './fold-facades.ts';

const chunk = (fileName: string, code: string, dynamicImports: string[] = [], isEntry = false) => ({
  type: 'chunk' as const,
  fileName,
  code,
  isEntry,
  dynamicImports,
});

function bundleOf(...chunks: ReturnType<typeof chunk>[]): Bundle {
  return Object.fromEntries(chunks.map((one) => [one.fileName, one]));
}

const facade = 'export{i as page}from"./members-pages_1.mjs";';

describe('a file that only passes an export on', () => {
  test('is left out, and its importers ask the file behind it', () => {
    const importer = chunk('chunks/pages.mjs', 'x(()=>import(`./guests_1.mjs`))', ['chunks/guests_1.mjs']);
    const bundle = bundleOf(importer, chunk('chunks/guests_1.mjs', facade));
    foldFacades(bundle);
    expect(Object.keys(bundle)).toEqual(['chunks/pages.mjs']);
    expect(importer.code).toBe('x(()=>import("./members-pages_1.mjs").then(file=>({page:file.i})))');
    expect(importer.dynamicImports).toEqual(['chunks/members-pages_1.mjs']);
  });

  test('is named from another folder as from its own', () => {
    const importer = chunk('entry.mjs', 'import("./chunks/guests_1.mjs")', ['chunks/guests_1.mjs']);
    foldFacades(bundleOf(importer, chunk('chunks/guests_1.mjs', facade)));
    expect(importer.code).toContain('import("./chunks/members-pages_1.mjs")');
  });

  test('stays while anything else names it', () => {
    const importer = chunk('a.mjs', 'import"./guests_1.mjs"');
    const bundle = bundleOf(importer, chunk('guests_1.mjs', facade));
    foldFacades(bundle);
    expect(Object.keys(bundle)).toEqual(['a.mjs', 'guests_1.mjs']);
  });

  test('stays when it is an entry of the function', () => {
    const bundle = bundleOf(chunk('ssr.mjs', facade, [], true));
    foldFacades(bundle);
    expect(Object.keys(bundle)).toEqual(['ssr.mjs']);
  });
});

test('a file that does more is left alone', () => {
  const importer = chunk('a.mjs', 'import("./b.mjs")', ['b.mjs']);
  const bundle = bundleOf(importer, chunk('b.mjs', `start();${facade}`));
  foldFacades(bundle);
  expect(importer.code).toBe('import("./b.mjs")');
  expect(Object.keys(bundle)).toEqual(['a.mjs', 'b.mjs']);
});
