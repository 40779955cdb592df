import { describe, expect, test } from 'vitest';
import { commentParts, countLinks } from './comment-links.ts';

const hrefs = (text: string) => commentParts(text).flatMap(({ href }) => href ?? []);
const whole = (text: string) =>
  commentParts(text)
    .map((part) => part.text)
    .join('');

describe('addresses become links', () => {
  test.each([
    ['See https://example.com/tide.', 'https://example.com/tide'],
    ['(https://example.com/a_(b))', 'https://example.com/a_(b)'],
    ['https://example.com/?q=1&r=2#top, he said', 'https://example.com/?q=1&r=2#top'],
    ['HTTP://EXAMPLE.COM', 'http://example.com/'],
    ['"https://example.com/x"', 'https://example.com/x'],
    ['https://example.com/x!?', 'https://example.com/x'],
  ])('%s', (text, href) => {
    expect(hrefs(text)).toEqual([href]);
    expect(whole(text)).toBe(text);
  });

  test('several in one text, in order', () => {
    expect(countLinks('https://a.example, http://b.example and https://c.example/d')).toBe(3);
  });
});

/** What people try. None of it may become anything but text, or an http address. */
const corpus = [
  '<script>alert(1)</script>',
  '<img src=x onerror=alert(1)>',
  'javascript:alert(1)',
  'JaVaScRiPt:alert(1)//https://example.com',
  'data:text/html,<script>alert(1)</script>',
  'vbscript:msgbox(1)',
  'https://example.com/"onmouseover="alert(1)',
  "https://example.com/'onmouseover='alert(1)",
  'https://example.com/<script>',
  'https://example.com/`x`',
  '[x](javascript:alert(1))',
  '![x](https://example.com/x.png)',
  'https://acme.example@evil.example/',
  'https://user:secret@evil.example/',
  'https://',
  'https:///',
  'https://[::1',
  'http://\u202egnp.exe',
  'https://example.com/\u200bhidden',
  'https://exa\u0000mple.com',
  '&#106;avascript:alert(1)',
  '{{constructor.constructor("alert(1)")()}}',
  '//evil.example',
  'ftp://example.com',
  'file:///etc/passwd',
];

describe('no text becomes anything but text and http addresses', () => {
  test.each(corpus)('%j', (text) => {
    expect(whole(text)).toBe(text);
    for (const href of hrefs(text)) {
      const { protocol, username, password } = new URL(href);
      expect(protocol).toMatch(/^https?:$/);
      expect(username + password).toBe('');
      expect(href).not.toMatch(/["'<>`\s]/);
    }
  });

  test('an address that pretends to be another host stays text', () => {
    expect(hrefs('https://acme.example@evil.example/ https://user:secret@evil.example/')).toEqual([]);
  });
});
