import { expect, test } from 'vitest';
import { domainOf, parseDomainList } from './parse-domain-list.ts';
import { isPublicMailProvider } from './public-mail-providers.ts';

test('domains are separated by anything, written in any case, with or without an @, and folded', () => {
  expect(parseDomainList(' Acme.test, @acme.test;\nlab.acme.test  ')).toEqual({
    domains: ['acme.test', 'lab.acme.test'],
    wrong: [],
  });
});

test('what is no domain is named as it was typed', () => {
  const wrong = [
    'acme',
    'ada@acme.test',
    '-acme.test',
    'acme..test',
    'acme.test/',
    '*.acme.test',
    '127.0.0.1',
  ];
  expect(parseDomainList(wrong.join(' ')).wrong).toEqual(wrong);
});

test('the domain of an address is what is behind its last @', () => {
  expect(domainOf('"a@evil.test"@acme.test')).toBe('acme.test');
  expect(domainOf('')).toBeNull();
});

test.each([
  'gmail.com',
  'googlemail.com',
  'yahoo.co.uk',
  'outlook.fr',
  'gmx.net',
  'qq.com',
  'web.de',
  'proton.me',
  'mail.ru',
])('anybody has an address at %s', (domain) => {
  expect(isPublicMailProvider(domain)).toBe(true);
});

test.each([
  'acme.test',
  'gmail.acme.com',
  'mail.acme.test',
  'yahoo-inc.com',
  'outlooks.com',
  'live.acme.co.uk',
])('%s belongs to somebody', (domain) => {
  expect(isPublicMailProvider(domain)).toBe(false);
});
