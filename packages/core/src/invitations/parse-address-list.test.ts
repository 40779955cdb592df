import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseAddressList } from './parse-address-list.ts';

function emailsIn(text: string): string[] {
  return parseAddressList(text).addresses.map((listed) =>
    'email' in listed ? listed.email : `? ${listed.typed}`,
  );
}

test.each([
  ['lines', 'a@x.test\nb@x.test\r\nc@x.test'],
  ['commas', 'a@x.test,b@x.test, c@x.test,'],
  ['semicolons', 'a@x.test; b@x.test;c@x.test;'],
  ['spaces', 'a@x.test b@x.test\tc@x.test'],
  ['all of them', ' a@x.test ,;\n\n b@x.test ; \r c@x.test \n'],
])('addresses are separated by %s', (_, text) => {
  expect(emailsIn(text)).toEqual(['a@x.test', 'b@x.test', 'c@x.test']);
});

test.each([
  'Ada Lovelace <ada@x.test>',
  '"Lovelace, Ada" <ada@x.test>',
  'Lovelace, Ada <ada@x.test>',
  '<ada@x.test>',
  'mailto:ada@x.test',
  '  ADA@X.Test ',
])('%s is one address', (text) => {
  expect(emailsIn(text)).toEqual(['ada@x.test']);
});

test('a name with a comma takes no address away from its neighbours', () => {
  expect(emailsIn('bob@x.test, Lovelace, Ada <ada@x.test>, eve@x.test')).toEqual([
    'bob@x.test',
    'ada@x.test',
    'eve@x.test',
  ]);
});

test('an address that is there twice, in whatever case, is folded and counted', () => {
  const { addresses, repeated } = parseAddressList('a@x.test, A@X.TEST\nAda <a@x.test>; b@x.test');
  expect(addresses).toHaveLength(2);
  expect(repeated).toBe(2);
});

test.each([
  ['lena@acme', 'acme” is not complete'],
  ['lena', 'no @'],
  ['@acme.test', 'nothing before'],
  ['lena@', 'nothing after'],
  ['lena@a@acme.test', 'more than one @'],
  ['le na@acme.test', 'space'],
  [`${'x'.repeat(250)}@acme.test`, 'longer'],
  ['lena..x@acme.test', 'character'],
])('%s is no address, and why is said', (typed, why) => {
  expect(parseAddressList(typed).addresses).toEqual([{ typed, problem: expect.stringContaining(why) }]);
});

test('nothing that could end a mail header ever becomes an address', () => {
  for (const text of [
    'a@x.test%0d%0aBcc: eve@evil.test',
    'a@x.test\u2028Bcc: eve@evil.test',
    'a@x.test\u0000',
    '"a\\"@x.test <b@x.test>',
    'Name\u000b<a@x.test\u0085>',
    'a@x.test\fBcc',
  ]) {
    for (const email of emailsIn(text).filter((found) => !found.startsWith('?'))) {
      expect(email).toMatch(/^[\w.+'-]+@[\w.-]+$/);
    }
  }
});

test('whatever is typed, each piece is accounted for and every address is plain', () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('a', '@', '.', ',', ';', '\n', '"', '<', '>', ' ', 'é', '\r') }),
      (text) => {
        for (const listed of parseAddressList(text).addresses) {
          if ('email' in listed) expect(listed.email).toMatch(/^[\w.+'-]+@[\w.-]+$/);
          else expect(listed.problem).not.toBe('');
        }
      },
    ),
    { numRuns: 2_000 },
  );
});
