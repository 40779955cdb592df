import '@archipelago/core/registry/all-operations';
import { basename } from 'node:path';
import { auditActions } from '@archipelago/core/audit/audit-actions';
import { personActions } from '@archipelago/core/person/person-actions';
import { registered } from '@archipelago/core/registry/registry';
import { expect, test } from 'vitest';
import { importsOf } from '../support/imports-of.ts';
import { sourceFiles } from '../support/source-files.ts';

const core = sourceFiles('.ts').filter(
  ({ path }) => path.startsWith('packages/core/src/') && !path.endsWith('.test.ts'),
);
const defining = core.filter(({ text }) => /=\s*(command|query)\(/.test(text));

test('every file that defines a command or a query is imported where all operations are', () => {
  const list = core.find(({ path }) => path.endsWith('registry/all-operations.ts'));
  const imported = importsOf(list?.text ?? '').map((path) => path.replace('../', 'packages/core/src/'));
  expect(imported.sort()).toEqual(defining.map(({ path }) => path).sort());
});

test('an operation is called what its file is called, and no two are called the same', () => {
  const files = defining.map(({ path }) => basename(path, '.ts')).sort();
  expect(
    registered()
      .map(({ name }) => name)
      .sort(),
  ).toEqual(files);
});

test('one file defines one operation', () => {
  for (const { path, text } of defining) expect(text.match(/=\s*(command|query)\(/g), path).toHaveLength(1);
});

test('nothing but the registry opens a workspace for a person', () => {
  const opening = core
    .filter(({ text }) => importsOf(text).includes('@archipelago/db/connection'))
    .map(({ path }) => path);
  expect(opening).toEqual(['packages/core/src/boot.ts']);
});

/** So many and so small that a log which told them would tell nothing else. */
const untold = ['mark-own-notices-read', 'rate-post', 'set-like', 'subscribe-to-newsletter'];

test('every command says what it writes to the audit log, or to the person’s own record, which can tell it', () => {
  for (const { name, kind, scope, audit } of registered()) {
    if (kind === 'query' || untold.includes(name)) expect(audit, name).toBeNull();
    else if (scope === 'person') expect(personActions, name).toContain(audit);
    else expect(Object.keys(auditActions), name).toContain(audit);
  }
});
