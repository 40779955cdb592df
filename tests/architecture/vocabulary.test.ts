import { describe, expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** One word per concept. `allowed` names the places where another system's word is the right one. */
const banned: { word: RegExp; instead: string; allowed?: RegExp }[] = [
  { word: /\btenant_?id\b/i, instead: 'workspaceId' },
  {
    word: /\b(current|switch|create|delete|list|find|get)(Account|Team|Project|Company)s?\b/,
    instead: 'Workspace',
  },
  { word: /\b(account|team|project|company)(Id|Slug|Name|Role)\b/, instead: 'workspace…' },
  {
    // A domain name's `.org` and HTML's autocomplete token are other people's words.
    word: /(?<![.]|autocomplete=")\b(org(s|Id|Slug|Role)?|organi[sz]ation(s|Id)?)\b/,
    instead: 'workspace',
    allowed: /identity\/|local-cloud\/|clerk|prisma\/|tests\//i,
  },
  {
    word: /\bcustomer(s|Id)?\b/i,
    instead: 'workspace',
    allowed: /billing|stripe|local-cloud\/|prisma\/|jobs\/|tests\/|packages\/db\/|marketing|pricing/i,
  },
];

const files = sourceFiles('.ts', '.vue', '.astro', '.prisma').filter(
  ({ path }) => path !== 'tests/architecture/vocabulary.test.ts',
);

export function wrongWords(path: string, text: string): string[] {
  return banned
    .filter(({ allowed }) => !allowed?.test(path))
    .flatMap(({ word, instead }) => {
      const found = text.match(word);
      return found ? [`${path}: "${found[0]}", say ${instead}`] : [];
    });
}

describe('vocabulary', () => {
  test('every concept has one word', () => {
    expect(files.flatMap(({ path, text }) => wrongWords(path, text))).toEqual([]);
  });

  test('a banned word is caught', () => {
    expect(wrongWords('packages/core/src/a.ts', 'const tenantId = 1')).toHaveLength(1);
    expect(wrongWords('packages/core/src/a.ts', 'the organization')).toHaveLength(1);
    expect(wrongWords('packages/core/src/identity/a.ts', 'the organization')).toHaveLength(0);
  });
});
