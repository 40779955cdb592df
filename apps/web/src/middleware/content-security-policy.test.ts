import { expect, test } from 'vitest';
import { extendPolicy } from './content-security-policy.ts';

test('sources are added to the directives they are for, and nothing else changes', () => {
  expect(
    extendPolicy("default-src 'self'; script-src 'self' 'sha256-x';", { 'script-src': ['https://a.test'] }),
  ).toBe("default-src 'self'; script-src 'self' 'sha256-x' https://a.test");
});

test('a directive that is absent starts from the page’s own origin', () => {
  expect(extendPolicy("default-src 'none'", { 'connect-src': ['https://a.test'] })).toBe(
    "default-src 'none'; connect-src 'self' https://a.test",
  );
});

test('adding nothing, or the same twice, changes nothing', () => {
  const policy = "style-src 'self' 'nonce-1'";
  expect(extendPolicy(policy, { 'style-src': ["'nonce-1'"], 'img-src': [] })).toBe(policy);
});
