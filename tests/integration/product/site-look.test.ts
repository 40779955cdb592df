import { beforeAll, describe, expect, test } from 'vitest';
import { eventually, ownWorkspace, postForm, product, request } from '../../support/product.ts';

const { hostOf } = product();

let host: string;
let cookie: () => Promise<string>;

async function enterNewWorkspace(): Promise<void> {
  const { slug, owner } = await ownWorkspace();
  host = hostOf(slug);
  cookie = () => owner.cookie();
}

beforeAll(enterNewWorkspace);

const settings = '/dashboard/settings';
const arrange = async (action: string, fields: Record<string, string>) =>
  postForm(host, `${settings}/navigation?_action=navigation.${action}`, { fields, cookie: await cookie() });

/** The links between `<nav` and `</nav>` of a page, in the order they stand there. */
function linksIn({ body }: { body: string }, part: 'header' | 'footer') {
  const [, inside = ''] = new RegExp(`<${part}[\\s>]([\\s\\S]*?)</${part}>`).exec(body) ?? [];
  const [, nav = ''] = /<nav([\s\S]*?)<\/nav>/.exec(inside) ?? [];
  return [...nav.matchAll(/<a ([^>]*)>([\s\S]*?)<\/a>/g)].map(([, attributes = '', text = '']) => ({
    href: /href="([^"]*)"/.exec(attributes)?.[1],
    rel: /rel="([^"]*)"/.exec(attributes)?.[1],
    text: text.replace(/<[^>]*>/g, '').trim(),
  }));
}

/** What a visitor's copy shows within a second, or at the latest when the product is busy. */
async function shown<T>(what: string, look: (page: { body: string }) => T | false | null) {
  const started = performance.now();
  const found = await eventually(what, async () => look(await request(host, '/')), 10_000);
  return { found, milliseconds: performance.now() - started };
}

describe('the navigation of a site', () => {
  test('takes links without JavaScript, in their order, and a kept page is made anew', async () => {
    await request(host, '/');
    expect((await request(host, '/')).headers['cache-status']).toContain('hit');
    const added = await arrange('add', {
      label: 'Tides & winds',
      address: 'https://tides.example/?a=1&b=2',
      spot: 'header',
    });
    expect(added.status).toBe(303);
    const id = /#link-([0-9a-f-]+)$/.exec(added.headers.location ?? '')?.[1] ?? '';
    expect((await arrange('add', { label: 'Imprint', address: '/contact', spot: 'footer' })).status).toBe(
      303,
    );
    expect((await arrange('change', { linkId: 'posts', label: 'Diary', spot: 'header' })).status).toBe(303);
    expect((await arrange('change', { linkId: 'guestbook', label: '', spot: 'nowhere' })).status).toBe(303);
    const moved = await arrange('move', { linkId: id, to: 'up' });
    expect(
      (await request(host, moved.headers.location ?? '', { headers: { cookie: await cookie() } })).body,
    ).toMatch(/<button[^>]*autofocus[^>]*aria-label="Move Tides &amp; winds up"/);
    const { found } = await shown('the links as they are arranged', (page) => {
      const links = linksIn(page, 'header');
      return links[2]?.text === 'Tides &amp; winds' && links;
    });
    expect(found.map(({ text }) => text)).toEqual(['Diary', 'Newsletter', 'Tides &amp; winds', 'Contact']);
    expect(found[2]).toMatchObject({ rel: 'noopener' });
    expect(found[2]?.href).toMatch(/^https:\/\/tides\.example\/\?a=1&(#38|amp);b=2$/);
    expect(linksIn(await request(host, '/'), 'footer')).toEqual([
      { href: '/contact', rel: undefined, text: 'Imprint' },
    ]);
    expect((await request(host, '/guestbook')).status).toBe(200);
    expect((await arrange('remove', { linkId: id, label: 'x', address: '', spot: 'header' })).status).toBe(
      303,
    );
    const fresh = await request(host, '/', { headers: { cookie: await cookie() } });
    expect(fresh.body).not.toContain('tides.example');
  });

  test.each(['javascript:alert(1)', '//evil.example/', 'http://evil.example/', 'data:text/html,x'])(
    '%s is refused beside its field, with what was typed',
    async (address) => {
      const answer = await arrange('add', { label: 'Tides', address, spot: 'header' });
      expect(answer.status).toBe(400);
      expect(answer.body).toMatch(/<input[^>]*name="address"[^>]*aria-invalid="true"/);
      expect(answer.body).toContain(`value="${address}"`);
    },
  );
});

describe('the language of a site', () => {
  test('changes on kept pages at once, in everything that names it', async () => {
    // Of its own: the platform makes a site anew twice in five seconds at most.
    await enterNewWorkspace();
    await request(host, '/');
    expect((await request(host, '/')).headers['cache-status']).toContain('hit');
    const saved = await postForm(host, `${settings}?_action=workspaces.update`, {
      fields: { name: 'Atoll', tagline: '', timeZone: 'UTC', language: 'ar' },
      cookie: await cookie(),
    });
    expect(saved.status).toBe(303);
    const { milliseconds } = await shown('the page in Arabic', ({ body }) =>
      body.includes('<html lang="ar"'),
    );
    expect(milliseconds).toBeLessThan(3_000);
    const page = await request(host, '/');
    expect(page.headers['content-language']).toBe('ar');
    expect(page.body).toContain('lang="ar" dir="rtl"');
    expect(page.body).toContain('property="og:locale" content="ar_AR"');
    expect(page.body).toContain('property="og:site_name" content="Atoll"');
    expect((await request(host, '/feed.xml')).body).toContain('<language>ar</language>');
    const dashboard = await request(host, settings, { headers: { cookie: await cookie() } });
    expect(dashboard.headers['content-language']).toBe('en');
  });
});

describe('a page that could not be shown', () => {
  test.each(['/nothing', '/posts/none', '/guestbook/none'])(
    '%s is told in the look of the site',
    async (path) => {
      const { status, body } = await request(host, path);
      expect(status).toBe(404);
      expect(body).toContain('lang="ar" dir="rtl"');
      expect(body).toMatch(/<header[\s\S]*Atoll[\s\S]*<\/header>/);
      expect(body).toContain('href="/contact"');
      expect(body).not.toContain('>Archipelago<');
    },
  );

  test('that of the dashboard, or of nobody’s address, is the platform’s own', async () => {
    for (const [at, path] of [
      [host, '/dashboard/nothing'],
      [hostOf('nobody-has-this-one'), '/'],
    ] as const) {
      const { body } = await request(at, path);
      expect(body).not.toMatch(/<header[\s\S]*Atoll[\s\S]*<\/header>/);
    }
  });

  test('too many at once says when to come back, in the language and look of the site', async () => {
    const send = () =>
      postForm(host, '/contact?_action=inquiries.send', {
        fields: {
          name: 'Nadia',
          email: 'nadia@example.org',
          subject: 'x',
          body: 'x',
          stamp: '',
          website: '',
        },
      });
    let answer = await send();
    for (let tries = 0; answer.status !== 429 && tries < 60; tries += 1) answer = await send();
    expect(answer.status).toBe(429);
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(answer.body).toContain('lang="ar" dir="rtl"');
    expect(answer.body).toContain('Atoll');
  });
});
