import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { root, sourceFiles } from '../support/source-files.ts';

const documents = sourceFiles('.md').filter(({ path }) => !path.includes('fixtures'));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Record<string, string>;
};
const places = /`((?:apps|packages|netlify|prisma|tests|docs)\/[\w./@[\]-]+)`/g;

describe('documents', () => {
  test('the documents a newcomer looks for exist', () => {
    for (const name of ['README.md', 'ARCHITECTURE.md', 'CONTRIBUTING.md', 'AGENTS.md', 'LICENSE']) {
      expect(existsSync(join(root, name)), name).toBe(true);
    }
  });

  test('every path a document names exists', () => {
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(places)]
        .map((match) => match[1] ?? '')
        .filter((place) => !existsSync(join(root, place)))
        .map((place) => `${path}: ${place}`),
    );
    expect(missing).toEqual([]);
  });

  /** Where a link leads: a file beside the document, or for the guide's own addresses the source of that page. */
  const targetsOf = (path: string, target: string) => {
    if (!target.startsWith('/docs/')) return [join(dirname(path), target)];
    const page = target.slice('/docs/'.length);
    return [`apps/web/src/content/docs/${page}.md`, `apps/web/src/pages/docs/${page}.astro`];
  };

  test('every relative link of a document leads to a file', () => {
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .map((match) => match[1] ?? '')
        .filter((target) => !targetsOf(path, target).some((file) => existsSync(join(root, file))))
        .map((target) => `${path}: ${target}`),
    );
    expect(missing).toEqual([]);
  });

  test('every npm script a document names exists', () => {
    const missing = documents.flatMap(({ path, text }) =>
      [...text.matchAll(/`npm (?:run )?([a-z]+(?::[a-z]+)*)/g)]
        .map((match) => match[1] ?? '')
        .filter((name) => !(name in scripts) && !['install', 'ci', 'pack'].includes(name))
        .map((name) => `${path}: npm run ${name}`),
    );
    expect(missing).toEqual([]);
  });
});
