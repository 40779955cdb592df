import { beforeAll, expect, test } from 'vitest';
import { pngOf } from '../../support/make-image.ts';
import {
  eventually,
  ownWorkspace,
  postForm,
  product,
  request,
  type SignedIn,
} from '../../support/product.ts';
import { uploadForm, uploadTextPicture } from '../../support/upload-form.ts';

const { host: root, hostOf, consoleUrl } = product();

/** In the text, and in what its pictures show. */
const secret = 'only-readers-may-know-this';
const title = `Tides of ${Date.now().toString(36)}`;

let slug: string;
let host: string;
let owner: SignedIn;
let picture: string;
let postId: string;
const reader = `reader-${Date.now().toString(36)}@example.test`;

const asOwner = async (path: string) =>
  (await request(host, path, { headers: { cookie: await owner.cookie() } })).body;
const send = async (path: string, fields: Record<string, string>) =>
  postForm(host, path, { fields, cookie: await owner.cookie() });
const change = async (fields: Record<string, string>) => {
  const { status } = await send(`/dashboard/posts/${postId}?_action=posts.update`, { postId, ...fields });
  expect([fields, status]).toEqual([fields, 303]);
};
const mails = async () =>
  (await (await fetch(`${consoleUrl}/mail.json?to=${reader}`)).json()) as { subject: string; text: string }[];

beforeAll(async () => {
  ({ slug, owner } = await ownWorkspace());
  host = hostOf(slug);
  const trial = await send('/dashboard/billing?_action=billing.startTrial', {
    plan: 'pro',
    interval: 'month',
  });
  expect(trial.status).toBe(303);
  const endpoint = await send('/dashboard/developers/webhooks/new?_action=webhooks.create', {
    url: `${new URL(consoleUrl).origin}/receiver`,
    description: '',
    events: 'all',
  });
  expect(endpoint.status).toBe(303);
  const subscribed = await send('/dashboard/newsletter/add?_action=newsletter.add', {
    email: reader,
    consent: 'On paper',
  });
  expect(subscribed.status).toBe(303);
  picture = await uploadTextPicture(host, owner, new File([pngOf(640, 360)], 'x.png'), secret);
  const body = `First ${secret}.\n\n![${secret}](/pictures/${picture})`;
  const created = await send('/dashboard/posts/new?_action=posts.create', {
    title,
    body,
    audience: 'members',
    publish: 'true',
  });
  expect(created.status).toBe(303);
  postId =
    /href="\/dashboard\/posts\/([\w-]{36})"[^>]*>\s*Tides/.exec(await asOwner('/dashboard/posts'))?.[1] ?? '';
  expect(postId).not.toBe('');
  const covered = await uploadForm(host, `/dashboard/posts/${postId}?_action=posts.uploadCover`, {
    fields: { postId, alt: secret, image: new File([pngOf(640, 360)], 'x.png') },
    by: owner,
  });
  expect(covered.status).toBe(303);
}, 60_000);

test('a key without the right to read posts gets none, with its pictures', async () => {
  const keyFor = async (scope: string) => {
    const { body } = await send('/dashboard/developers/api-keys/new?_action=developers.createKey', {
      name: scope,
      lifetime: '90',
      [`scope:${scope}`]: 'yes',
    });
    return /arch_(?:live|test)_\w{44}_\w{39}/.exec(body)?.[0] ?? '';
  };
  const as = async (token: string, path: string) => {
    expect(token).not.toBe('');
    const { status, headers, body } = await request(path.startsWith('/api/') ? root : host, path, {
      headers: { authorization: `Bearer ${token}`, accept: 'application/json' },
    });
    return { status, told: `${JSON.stringify(headers)}${body}` };
  };
  const readers = await keyFor('posts:read');
  const reading = await as(readers, `/api/v1/posts/${postId}`);
  expect([reading.status, reading.told.includes(secret)]).toEqual([200, true]);
  const other = await keyFor('members:read');
  for (const path of [`/api/v1/posts/${postId}`, '/api/v1/posts', '/api/v1/comments']) {
    const { status, told } = await as(other, path);
    expect([path, status, told.includes(secret)]).toEqual([path, 403, false]);
  }
  // A key is for the API: on the site, whoever has one is nobody.
  for (const token of [other, readers]) {
    expect((await as(token, `/pictures/${picture}`)).status).toBe(404);
    expect((await as(token, `/files/picture/${picture}`)).status).toBe(404);
  }
});

test('webhooks tell that a post changed, and nothing that only its readers may know', async () => {
  await change({ coverAlt: `Other ${secret}`, body: `Other ${secret}. ![${secret}](/pictures/${picture})` });
  await change({ audience: 'guests' });
  await change({ status: 'draft' });
  await change({ status: 'published', summary: 'For everybody.' });
  const received = await eventually('all of it at the receiver', async () => {
    const page = await (await fetch(`${consoleUrl}/receiver`)).text();
    const own = page.split('<pre').filter((row) => row.includes(postId));
    return own.some((row) => row.includes('For everybody.')) && own.length >= 4 ? own.join('\n') : undefined;
  });
  expect(received).toContain('cover description');
  expect(received).toContain(title);
  expect(received).not.toContain(secret);
  expect(received).not.toContain(picture);
  const deliveries = await asOwner('/dashboard/developers/webhooks');
  expect(deliveries).not.toContain(secret);
});

test('the newsletter sends no closed post; one for everyone with its pictures, which go when it is closed', async () => {
  const issue = () => send('/dashboard/newsletter/issues?_action=newsletter.send', { postId });
  for (const audience of ['members', 'guests']) {
    await change({ audience });
    const refused = await issue();
    expect(refused.status).toBeGreaterThanOrEqual(400);
  }
  await change({ audience: 'everyone', status: 'draft' });
  expect((await issue()).status).toBeGreaterThanOrEqual(400);
  expect(JSON.stringify(await mails())).not.toContain(secret);

  await change({ status: 'published' });
  expect((await issue()).status).toBe(303);
  const mail = await eventually('the issue', async () =>
    (await mails()).find(({ text }) => text.includes(secret)),
  );
  const address = new RegExp(`http://\\S+?/\\.netlify/images\\?\\S+?${picture}[^"\\s]*`).exec(
    JSON.stringify(mail).replaceAll('&amp;', '&').replaceAll('\\"', '"'),
  )?.[0];
  const { pathname, search } = new URL(address ?? '');
  const picked = async () => (await request(root, `${pathname}${search}`)).headers['content-type'] ?? '';
  expect(await picked()).toMatch(/^image/);
  await change({ audience: 'members' });
  await eventually('the picture gone from the mail', async () => !(await picked()).startsWith('image'));
});
