import { createHash } from 'node:crypto';
import { expect, test } from 'vitest';
import { themeScript } from './theme-script.ts';
import { themeScriptHash } from './theme-script-hash.ts';

test('the hash in the policy is the hash of the script', () => {
  expect(themeScriptHash).toBe(`'sha256-${createHash('sha256').update(themeScript).digest('base64')}'`);
});

test('the script stays under a kilobyte', () => {
  expect(themeScript.length).toBeLessThan(1024);
});
