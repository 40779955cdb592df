import { type Entitlements, entitlements } from '@archipelago/core/billing/catalogue';
import { meterDefinition, meterNames } from '@archipelago/core/usage/meters';
import { expect, test } from 'vitest';
import { type SourceFile, sourceFiles } from '../support/source-files.ts';

/** Where what a plan grants is only said, shown or measured, and nothing is decided. */
const telling = /\/(billing|usage|exports)\/|\/entitlements\/(refusal-of|usage-of)\.ts$|\.test\.ts$/;
/** Where it is decided all the same. */
const deciding = /\/usage\/spend-mails\.ts$/;

const sources = sourceFiles('.ts').filter(
  ({ path }) => path.startsWith('packages/core/src/') && (!telling.test(path) || deciding.test(path)),
);

/** Those of the given entitlements that no command, query or job asks for. */
function unenforced(names: readonly string[], files: readonly SourceFile[]): string[] {
  return names.filter(
    (name) =>
      !files.some(({ text }) =>
        [`entitlement: '${name}'`, `, '${name}'`, `.${name}`].some((use) => text.includes(use)),
      ),
  );
}

const names = Object.keys(entitlements.free) as (keyof Entitlements)[];

test('every entitlement of the catalogue is enforced somewhere', () => {
  expect(unenforced(names, sources)).toEqual([]);
});

test('an entitlement that nobody checks is found', () => {
  expect(unenforced([...names, 'flyingCarpets'], sources)).toEqual(['flyingCarpets']);
  const withoutPosts = sources.filter(({ path }) => !path.endsWith('posts/create-post.ts'));
  expect(unenforced(names, withoutPosts)).toEqual(['posts']);
});

test('every limit that is used up is measured', () => {
  const limits = names.filter((name) => typeof entitlements.free[name] === 'number');
  const measured = meterNames.map((meter) => meterDefinition(meter).limit);
  expect(limits.filter((limit) => limit !== 'auditRetentionDays').sort()).toEqual([...measured].sort());
});
