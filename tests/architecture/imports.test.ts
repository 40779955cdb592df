import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { importsOf } from '../support/imports-of.ts';
import { sourceFiles } from '../support/source-files.ts';

/**
 * Who may import whom. `packages` are ours; `external` says which of the guarded libraries a part may touch,
 * `only` narrows a library to the one file that wraps it.
 */
const parts: Record<string, { packages: string[]; external: string[] }> = {
  'packages/routing': { packages: [], external: [] },
  'packages/ui': { packages: [], external: ['vue', 'astro'] },
  'packages/db': { packages: [], external: ['@prisma', '@neondatabase'] },
  'packages/core': {
    packages: ['db', 'routing'],
    external: [
      'zod',
      'stripe',
      '@clerk',
      'pg-boss',
      'nodemailer',
      'micromark',
      '@netlify',
      'ipaddr.js',
      'tldts',
      '@resvg',
    ],
  },
  'apps/web': {
    packages: ['core', 'ui', 'routing'],
    external: ['astro', '@astrojs', 'vue', '@clerk', '@netlify', '@tailwindcss', 'zod'],
  },
  'netlify/edge-functions': { packages: ['routing'], external: ['@netlify'] },
  'netlify/functions': { packages: ['core', 'ui'], external: ['@netlify'] },
  'packages/local-cloud': { packages: ['db', 'core', 'routing', 'ui'], external: ['*'] },
  prisma: { packages: ['db', 'core', 'local-cloud'], external: ['*'] },
};

const wrappedBy: Record<string, string> = {
  stripe: 'packages/core/src/billing/stripe.ts',
  '@clerk/backend': 'packages/core/src/identity/clerk.ts',
  'pg-boss': 'packages/core/src/jobs/boss.ts',
  '@resvg/resvg-js': 'packages/core/src/posts/draw-png.ts',
};

const files = sourceFiles('.ts', '.vue', '.astro', '.mjs').filter(
  ({ path }) => !/\.test\.ts$|\.config\.(ts|mjs)$/.test(path) && partOf(path) !== undefined,
);

function partOf(path: string): string | undefined {
  return Object.keys(parts).find((part) => path.startsWith(`${part}/`));
}

/** Names every import of `path` that the table does not allow. */
export function breaches(path: string, text: string): string[] {
  const part = partOf(path);
  const rules = part === undefined ? undefined : parts[part];
  if (rules === undefined || part === undefined) return [];
  return importsOf(text).filter((specifier) => {
    if (specifier.endsWith('/package.json')) return false;
    if (specifier.startsWith('.')) {
      const target = posix.normalize(posix.join(posix.dirname(path), specifier.split('?')[0] ?? ''));
      return partOf(target) !== part && !(part === 'packages/local-cloud' && target === 'prisma/seed.ts');
    }
    if (/^(node:|virtual:|astro:|bun:)/.test(specifier)) return false;
    const own = specifier.match(/^@archipelago\/([\w-]+)/);
    if (own) return own[1] !== part.split('/').at(-1) && !rules.packages.includes(own[1] ?? '');
    if (rules.external.includes('*')) return false;
    return !rules.external.some(
      (name) => specifier === name || specifier.startsWith(`${name}/`) || specifier.startsWith(`${name}-`),
    );
  });
}

describe('imports', () => {
  test('there are files to judge', () => {
    expect(files.length).toBeGreaterThan(100);
  });

  test('every part imports only what the table allows', () => {
    const found = files.flatMap(({ path, text }) => breaches(path, text).map((name) => `${path} -> ${name}`));
    expect(found).toEqual([]);
  });

  test('a forbidden import is caught', () => {
    expect(breaches('packages/routing/src/x.ts', "import { z } from 'zod';")).toEqual(['zod']);
    expect(breaches('apps/web/src/pages/x.astro', "---\nimport a from '@prisma/client';\n---")).toEqual([
      '@prisma/client',
    ]);
    expect(
      breaches('packages/core/src/a/b.ts', "const x = await import('../../../db/src/c.ts');"),
    ).toHaveLength(1);
    expect(
      breaches('netlify/edge-functions/x.ts', "import type { A } from '@archipelago/core/a';"),
    ).toHaveLength(1);
  });

  test('a guarded library is imported by the one file that wraps it', () => {
    const core = files.filter(({ path }) => path.startsWith('packages/core/'));
    const found = core.flatMap(({ path, text }) =>
      importsOf(text)
        .map((name) =>
          Object.keys(wrappedBy).find((library) => name === library || name.startsWith(`${library}/`)),
        )
        .filter((library) => library !== undefined && wrappedBy[library] !== path)
        .map((library) => `${path} -> ${library}`),
    );
    expect(found).toEqual([]);
  });
});
