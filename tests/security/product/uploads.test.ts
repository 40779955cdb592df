import { beforeAll, describe, expect, test } from 'vitest';
import { jpegOf, pngOf } from '../../support/make-image.ts';
import { type Answer, ownWorkspace, product, request, type SignedIn, signIn } from '../../support/product.ts';

const { host: root, hostOf } = product();
const branding = '/dashboard/settings/branding';
let slug: string;
let owner: SignedIn;
/** Of the logo, as the page names it. */
let logo: string;

beforeAll(async () => {
  ({ slug, owner } = await ownWorkspace());
  const image = new File([jpegOf(64, 64)], '../../evil.html', { type: 'text/html' });
  expect((await upload({ kind: 'logo', image })).status).toBe(303);
  const page = await request(hostOf(slug), '/');
  logo = /\/files\/logo\/[\w-]+\.jpg/.exec(page.body)?.[0] ?? '';
});

/** As a browser sends the form. */
async function upload(fields: Record<string, string | File>, host = hostOf(slug)): Promise<Answer> {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  const encoded = new Response(form);
  return request(host, `${branding}?_action=branding.uploadImage`, {
    method: 'POST',
    headers: {
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      'content-type': encoded.headers.get('content-type') ?? '',
      cookie: await owner.cookie(),
    },
    body: new Uint8Array(await encoded.arrayBuffer()),
  });
}

describe('an uploaded picture is served', () => {
  test('as the type its bytes are, inert wherever it is opened, and to be kept for good', async () => {
    const { status, headers, setCookie } = await request(hostOf(slug), logo);
    expect({ status, setCookie }).toEqual({ status: 200, setCookie: [] });
    expect(headers).toMatchObject({
      'content-type': 'image/jpeg',
      'content-disposition': 'inline; filename="logo.jpg"',
      'x-content-type-options': 'nosniff',
      'content-security-policy':
        "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox",
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'public, max-age=31536000, immutable',
      'x-frame-options': 'DENY',
    });
  });

  test('the same to somebody signed in, without a cookie', async () => {
    const seen = await request(hostOf(slug), `${logo}?v=1`, { headers: { cookie: await owner.cookie() } });
    expect(seen).toMatchObject({ status: 200, setCookie: [] });
    expect(seen.headers['content-type']).toBe('image/jpeg');
  });

  test('below the path form too', async () => {
    expect((await request(root, `/w/${slug}${logo}`)).status).toBe(200);
  });

  test('at its own workspace only', async () => {
    expect((await request(hostOf('globex'), logo)).status).toBe(404);
    expect((await request(root, `/w/globex${logo}`)).status).toBe(404);
  });

  test.each([
    '/files/',
    '/files/logo',
    '/files/logo/',
    '/files/logo/00000000-0000-0000-0000-000000000000.png',
    '/files/../icon.svg/x',
    '/files/..%2f..%2fetc/passwd',
    '/files/%2e%2e/%2e%2e/x',
    '/files/logo%00.png',
    '/files/exports/x',
  ])('%s is not there', async (path) => {
    expect([400, 404]).toContain((await request(hostOf(slug), path)).status);
  });
});

describe('an upload is refused', () => {
  test('when it is larger than the form takes, before it is looked at', async () => {
    const image = new File([new Uint8Array(3 * 1024 * 1024)], 'logo.png');
    const answer = await upload({ kind: 'logo', image });
    expect(answer.status).toBe(413);
    expect(answer.body).toContain('larger than this form takes');
  });

  test.each([
    ['a text', { kind: 'logo', image: 'x' }],
    ['nothing', { kind: 'logo' }],
    ['a kind there is not', { kind: '../x', image: new File([pngOf(64, 64)], 'x.png') }],
    ['a field nobody asked for', { kind: 'logo', image: new File([pngOf(64, 64)], 'x.png'), key: 'x' }],
  ])('as %s', async (_, fields) => {
    expect((await upload(fields as Record<string, string | File>)).status).toBe(400);
  });

  test('from somebody who belongs elsewhere', async () => {
    const image = new File([pngOf(64, 64)], 'x.png');
    expect((await upload({ kind: 'logo', image }, hostOf('globex'))).status).toBe(404);
  });
});

test('the icon of a workspace is its island, as inert as a picture', async () => {
  const { status, headers, body } = await request(hostOf('acme'), '/icon.svg');
  expect(status).toBe(200);
  expect(headers['content-type']).toBe('image/svg+xml; charset=utf-8');
  expect(headers['content-security-policy']).toContain('sandbox');
  expect(body).not.toMatch(/script|href|on\w+=/i);
});

describe('a former address', () => {
  const former = hostOf('acme-instruments');

  test('leads to the same page at the one the workspace has, for good, and no browser keeps that', async () => {
    const { status, headers } = await request(
      former,
      '/posts/how-we-name-a-station?from=mail&x=%2F%2Fevil.test',
    );
    expect(status).toBe(308);
    expect(headers.location).toBe(
      `http://${hostOf('acme')}/posts/how-we-name-a-station?from=mail&x=%2F%2Fevil.test`,
    );
    expect(headers['cache-control']).toBe('private, no-store');
  });

  test.each([
    '/',
    '/dashboard',
    '/dashboard/settings?x=1',
    '/files/logo/x.png',
    '/sign-in',
    '/invitation?token=x',
  ])('leads on from %s', async (path) => {
    const { status, headers } = await request(former, path);
    expect(status).toBe(308);
    expect(headers.location).toBe(`http://${hostOf('acme')}${path}`);
  });

  test('leads on below the path form, on the same host', async () => {
    const { status, headers } = await request(root, '/w/acme-instruments/dashboard?x=1');
    expect({ status, location: headers.location }).toEqual({
      status: 308,
      location: '/w/acme/dashboard?x=1',
    });
  });

  test.each(['//evil.test', '/\\evil.test', '/%2f%2fevil.test', '/%09//evil.test'])(
    'never leads to another site: %s',
    async (path) => {
      const { headers } = await request(former, path);
      if (headers.location) expect(new URL(headers.location, `http://${former}`).host).toBe(hostOf('acme'));
    },
  );

  test('takes no form: it says where to open it again', async () => {
    const ada = await signIn('ada@acme.test');
    const answer = await request(former, '/dashboard/settings?_action=workspaces.update', {
      method: 'POST',
      headers: {
        origin: `http://${former}`,
        'sec-fetch-site': 'same-origin',
        'content-type': 'application/x-www-form-urlencoded',
        cookie: await ada.cookie(),
      },
      body: 'name=x',
    });
    expect(answer.status).toBe(410);
    expect(answer.body).toContain(hostOf('acme'));
  });

  test('that nobody had is not there', async () => {
    expect((await request(hostOf('nobody-ever'), '/')).status).toBe(404);
  });
});
