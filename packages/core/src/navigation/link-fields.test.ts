import { expect, test } from 'vitest';
import { linkAddress } from './link-fields.ts';

const read = (typed: string) => linkAddress.safeParse(typed);

test.each([
  ['/', '/'],
  ['/posts/welcome', '/posts/welcome'],
  [' /contact?from=menu#form ', '/contact?from=menu#form'],
  ['/posts/../guestbook', '/guestbook'],
  ['https://tides.example', 'https://tides.example/'],
  ['HTTPS://Tides.Example/Høyvann', 'https://tides.example/H%C3%B8yvann'],
  ['https://bücher.example/', 'https://xn--bcher-kva.example/'],
])('%s is a place to lead to', (typed, address) => {
  expect(read(typed)).toMatchObject({ success: true, data: address });
});

test.each([
  '',
  'posts',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)',
  'java\tscript:alert(1)',
  '\u0001javascript:alert(1)',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'mailto:somebody@example.com',
  'http://tides.example/',
  '//tides.example/',
  '/\\tides.example/',
  '\\\\tides.example/',
  '/\t/tides.example/',
  '/.//tides.example/',
  'https:tides.example',
  'https:///tides.example',
  'https://name:secret@tides.example/',
  'https://tides.example@evil.example/',
  'https://localhost/',
  'https://',
  `https://tides.example/${'a'.repeat(300)}`,
])('%j is none', (typed) => {
  expect(read(typed).success).toBe(false);
});
