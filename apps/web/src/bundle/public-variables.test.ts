import { expect, test } from 'vitest';
import { publicVariables } from './public-variables.ts';

const clerk = '/node_modules/@clerk/astro/dist/server/index.js';
const asking = 'const secret = "CLERK_SECRET_KEY"; export const of = (name) => import.meta.env[name];';

publicVariables.configResolved({ env: { PUBLIC_CLERK_SIGN_IN_URL: '/sign-in', CLERK_SECRET_KEY: 'sk_1' } });

test('code that asks the build for variables by any name is given the public ones alone', () => {
  const given = publicVariables.transform(asking, clerk) ?? '';
  expect(given).toContain('({"PUBLIC_CLERK_SIGN_IN_URL":"/sign-in"})[name]');
  expect(given).not.toContain('sk_1');
  expect(given).not.toMatch(/import\.meta\.env/);
});

test('what names its variable, and code of others, stays as it is', () => {
  expect(publicVariables.transform('import.meta.env.PUBLIC_CLERK_SIGN_IN_URL', clerk)).toBeNull();
  expect(publicVariables.transform(asking, '/apps/web/src/page.ts')).toBeNull();
});
