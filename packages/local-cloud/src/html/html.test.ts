import { describe, expect, test } from 'vitest';
import { isLoopbackHost, isSameOrigin } from './guard-request.ts';
import { html, raw } from './html.ts';

describe('markup', () => {
  test('escapes every value, in text and in attributes', () => {
    expect(html`<a title="${`"'<&>`}">${'<script>'}</a>`.markup).toBe(
      '<a title="&#34;&#39;&#60;&#38;&#62;">&#60;script&#62;</a>',
    );
  });

  test('nests, joins lists and drops nothing but absent values', () => {
    const items = ['a', 'b'].map((item) => html`<li>${item}</li>`);
    expect(html`<ul>${items}</ul>${null}${undefined}${false}${0}${raw('<hr>')}`.markup).toBe(
      '<ul><li>a</li><li>b</li></ul>0<hr>',
    );
  });
});

describe('a request', () => {
  test('is for this machine only by its own names', () => {
    const hosts = [
      'localhost',
      'localhost:8899',
      '127.0.0.1:8899',
      'evil.test',
      'localhost.evil.test',
      '127.0.0.1.nip.io',
      undefined,
    ];
    expect(hosts.map(isLoopbackHost)).toEqual([true, true, true, false, false, false, false]);
  });

  test('of a page elsewhere is told apart from one of our own and from a program', () => {
    const host = 'localhost:8899';
    expect(isSameOrigin({ host })).toBe(true);
    expect(isSameOrigin({ host, origin: 'http://localhost:8899', 'sec-fetch-site': 'same-origin' })).toBe(
      true,
    );
    expect(isSameOrigin({ host, origin: 'http://acme.localhost:8888' })).toBe(false);
    expect(isSameOrigin({ host, origin: 'null' })).toBe(false);
    expect(isSameOrigin({ host, 'sec-fetch-site': 'same-site' })).toBe(false);
  });
});
