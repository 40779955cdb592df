import { expect, test } from 'vitest';
import { sourceFiles } from '../support/source-files.ts';

/** What pages of visitors are made of: they run from right to left where their language does. */
const turned =
  /^(?:packages\/ui\/src\/components\/|apps\/web\/src\/(?:layouts\/(?:Auth|Base|Tenant)|components\/ErrorPage|clerk\/|features\/(?:abuse|comments|forms|guestbook|person|reactions|site)\/|features\/posts\/(?:AudienceMark|LockedPost|PostCover)|pages\/(?:404|500|account\/|sign-)|pages\/w\/\[workspace\]\/(?!dashboard\/)))/;

const classes =
  /(?<![\w-])-?[mp][lr]-[\d[a]|(?<![\w-])(?:border|rounded)-[lr](?=[\s"'`-])|(?<![\w-])text-(?:left|right)\b|(?<![\w-])-?(?:left|right)-[\d[a]/g;

const properties =
  /^\s*(?:(?:margin|padding|border)-(?:left|right)|left|right):|text-align: (?:left|right)/gm;

test('the beginning and the end of a line are named, not its left and right', () => {
  const inComponents = sourceFiles('.astro')
    .filter(({ path }) => turned.test(path))
    .flatMap(({ path, text }) => (text.match(classes) ?? []).map((found) => `${path}: ${found}`));
  const inStyles = sourceFiles('.css')
    .filter(({ path }) => /^packages\/ui\/src\/theme\/|\/clerk\/|\/styles\/(?:app|posts)\.css$/.test(path))
    .flatMap(({ path, text }) => (text.match(properties) ?? []).map((found) => `${path}: ${found.trim()}`));
  expect([...inComponents, ...inStyles]).toEqual([]);
});

test('a left margin is found in a class and in a rule', () => {
  expect('class="flex sm:ml-4 border-l"'.match(classes)).toEqual(['ml-4', 'border-l']);
  expect('a {\n  margin-left: auto;\n}'.match(properties)).toHaveLength(1);
});
