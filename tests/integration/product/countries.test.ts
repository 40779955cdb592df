import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Answer, ownWorkspace, postForm, product, request } from '../../support/product.ts';
import { startWebProcess, type WebProcess } from './web-process.ts';

const { host: root, hostOf, port } = product();
const acme = hostOf('acme');

const from = (
  country: string,
  host: string,
  path: string,
  web: { port: number } = { port },
): Promise<Answer> => request(host, path, { port: web.port, headers: { 'x-local-country': country } });

describe('one address, several countries', () => {
  const currencies = { US: '$12', DE: '€11', GB: '£10', JP: '$12', FR: '€11', '': '$12' };

  test('the page of prices is in the currency of each, however their requests are mixed', async () => {
    const mixed: string[] = [];
    const countries = Object.entries(currencies);
    const asked = Array.from({ length: 60 }, (_, index) => countries[(index * 7) % countries.length]);
    const answers = await Promise.all(asked.map((pair) => from(pair?.[0] ?? '', root, '/pricing')));
    for (const [index, { status, body }] of answers.entries()) {
      const expected = asked[index]?.[1] ?? '';
      const others = Object.values(currencies).filter((price) => price !== expected);
      if (
        status !== 200 ||
        !body.includes(`>${expected}<`) ||
        others.some((price) => body.includes(`>${price}<`))
      )
        mixed.push(`${asked[index]?.[0]}: ${status}`);
    }
    expect(mixed).toEqual([]);
  });

  test('a currency that was chosen stays, everywhere, and all of them name one address', async () => {
    for (const [currency, price] of [
      ['usd', '$12'],
      ['eur', '€11'],
      ['gbp', '£10'],
    ]) {
      const { status, body, headers } = await from('DE', root, `/pricing/${currency}`);
      expect([status, body.includes(`>${price}<`)]).toEqual([200, true]);
      expect(body).toMatch(/<link rel="canonical" href="[^"]+\/pricing"/);
      expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
      expect(headers['content-security-policy']).toBe(
        (await from('US', root, '/pricing')).headers['content-security-policy'],
      );
    }
    expect((await from('DE', root, '/pricing/sek')).status).toBe(404);
  });

  test('a browser that comes back from elsewhere is not told that nothing changed', async () => {
    const { headers } = await from('US', root, '/pricing');
    const again = await request(root, '/pricing', {
      headers: { 'x-local-country': 'DE', 'if-none-match': headers.etag },
    });
    expect([again.status, again.body.includes('>€11<')]).toEqual([200, true]);
  });

  test('tenants’ pages are one copy for all, which is why none can be the wrong one', async () => {
    const plain = ({ body }: Answer) => body.replaceAll(/nonce="[^"]*"/g, '');
    for (const path of ['/', '/posts/how-we-name-a-station', '/guestbook']) {
      const answers = await Promise.all(['US', 'DE', 'BR', ''].map((country) => from(country, acme, path)));
      expect(new Set(answers.map(plain)).size, path).toBe(1);
      for (const { headers } of answers) expect(headers.vary ?? '').not.toMatch(/country/i);
    }
  });

  test('whether to ask is the edge’s to say, to one browser at a time', async () => {
    for (const [country, ask] of [
      ['DE', true],
      ['GB', true],
      ['BR', true],
      ['', true],
      ['US', false],
      ['JP', false],
    ] as const) {
      for (const host of [root, acme]) {
        const { status, body, headers } = await from(country, host, '/.well-known/consent');
        expect([status, JSON.parse(body)]).toEqual([200, { ask }]);
        expect(headers['cache-control']).toBe('private, max-age=3600');
      }
    }
  });
});

test('where no script is set nothing is asked, loaded or allowed', async () => {
  for (const [host, path] of [
    [root, '/'],
    [root, '/pricing'],
    [root, '/contact'],
    [acme, '/'],
    [acme, '/guestbook'],
  ] as const) {
    const { body } = await from('DE', host, path);
    expect(body).not.toMatch(/data-consent|cookie choices|measure-visits|archipelago_visits/i);
  }
});

describe('with a script that counts visits', () => {
  let web: WebProcess;
  const origin = 'https://count.example';

  beforeAll(async () => {
    web = await startWebProcess({
      port: port + 62,
      environment: {
        ANALYTICS_SCRIPT_URL: `${origin}/script.js`,
        ANALYTICS_SITE: 'data-domain=archipelago.test',
      },
    });
  });
  afterAll(() => web?.stop());

  test('public pages may load exactly its origin, and name no other place', async () => {
    for (const [host, path] of [
      [acme, '/'],
      [acme, '/posts/how-we-name-a-station'],
      [acme, '/contact'],
      [root, '/contact'],
    ] as const) {
      const { headers, body } = await from('DE', host, path, web);
      const directives = (headers['content-security-policy'] ?? '')
        .split(';')
        .filter((directive) => directive.includes(origin))
        .map((directive) => directive.trim().split(' ')[0]);
      expect(directives.sort(), path).toEqual(['connect-src', 'script-src']);
      expect(body).toContain(`data-script="${origin}/script.js"`);
      expect(body).not.toContain(`<script src="${origin}`);
    }
  });

  test('nobody’s own pages do', async () => {
    for (const [host, path] of [
      [acme, '/sign-in'],
      [root, '/sign-in'],
      [acme, '/nothing'],
    ] as const) {
      const { headers, body } = await from('DE', host, path, web);
      expect(`${headers['content-security-policy']}${body}`, path).not.toContain('count.example');
    }
  });

  test('a site asks in its own language', async () => {
    const { slug, owner } = await ownWorkspace();
    const cookie = await owner.cookie();
    for (const [language, words] of [
      ['de', ['Dürfen wir Ihren Besuch zählen?', 'Ablehnen', 'Zustimmen', 'Cookie-Auswahl']],
      ['es', ['¿Podemos contar tu visita?', 'Rechazar', 'Aceptar', 'Opciones de cookies']],
      ['ar', ['هل تسمح لنا بعدّ زيارتك؟', 'رفض', 'موافقة', 'خيارات ملفات الارتباط']],
    ] as const) {
      await postForm(hostOf(slug), '/dashboard/settings?_action=workspaces.update', {
        fields: { name: 'Atoll', tagline: '', timeZone: 'UTC', language },
        cookie,
      });
      const { body } = await from('DE', hostOf(slug), '/contact', web);
      for (const word of words) expect(body).toContain(word);
      expect(body).not.toMatch(/Refuse|Cookie choices|May we count/);
    }
  });
});
