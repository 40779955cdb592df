import { beforeAll, describe, expect, test } from 'vitest';
import { pngOf } from '../../support/make-image.ts';
import {
  type Answer,
  eventually,
  ownWorkspace,
  postForm,
  product,
  request,
  type SignedIn,
  signUp,
} from '../../support/product.ts';
import { uploadForm, uploadTextPicture } from '../../support/upload-form.ts';

const { host: root, hostOf } = product();

/** In the text, the descriptions of its pictures and a comment of a post that everybody could read, until it was closed. */
const secret = 'only-the-team-may-know-this';
/** Of another closed post: everybody sees both, as its author was told. */
const known = {
  title: 'What everybody may know of it',
  summary: 'A summary that was written for everybody.',
};

let slug: string;
let host: string;
let owner: SignedIn;
let people: Record<'nobody' | 'stranger' | 'guest', SignedIn | null>;
let post: { id: string; path: string; cover: string; picture: string; comment: string };
/** What browsers were told about its pictures, while everybody saw them. */
let tags: Record<string, string>;

const asOwner = async (path: string) => {
  const { body } = await request(host, path, { headers: { cookie: await owner.cookie() } });
  return body;
};
const ownerPosts = async (path: string, fields: Record<string, string>) => {
  const answer = await postForm(host, path, { fields, cookie: await owner.cookie() });
  expect([path, answer.status]).toEqual([path, 303]);
  return answer.headers.location ?? '';
};

async function written(fields: Record<string, string>): Promise<{ id: string; editor: string }> {
  const editor = await ownerPosts('/dashboard/posts/new?_action=posts.create', fields);
  const id = /posts\/([0-9a-f-]{36})/.exec(editor)?.[1] ?? '';
  return { id, editor: `/dashboard/posts/${id}` };
}

async function giveCover(editor: string, postId: string): Promise<void> {
  const image = new File([pngOf(640, 360, secret)], 'cover.png', { type: 'image/png' });
  const answer = await uploadForm(host, `${editor}?_action=posts.uploadCover`, {
    fields: { postId, alt: `Shows ${secret}`, image },
    by: owner,
  });
  expect(answer.status).toBe(303);
}

beforeAll(async () => {
  ({ slug, owner } = await ownWorkspace());
  host = hostOf(slug);
  const guest = await signUp();
  people = { nobody: null, stranger: await signUp(), guest };
  const joined = await postForm(host, '/join?_action=members.joinAsGuest', {
    fields: {},
    cookie: await guest.cookie(),
  });
  expect(joined.status).toBe(303);

  const picture = await uploadTextPicture(host, owner, new File([pngOf(640, 360)], 'x.png'), secret);
  const body = `First ${secret}.\n\n![${secret}](/pictures/${picture})\n\n## Then ${secret}`;
  const { id, editor } = await written({ title: 'Once open', body });
  await giveCover(editor, id);
  await ownerPosts(`${editor}?_action=posts.update`, { postId: id, status: 'published' });
  const page = await request(host, '/posts/once-open');
  const cover = /%2Ffiles%2F(post%2F[\w-]+\.\w+)/.exec(page.body)?.[1] ?? '';
  expect(cover).not.toBe('');
  await ownerPosts('/posts/once-open?_action=comments.create', {
    postId: id,
    body: `Did you hear ${secret}?`,
    website: '',
  });
  post = { id, path: '/posts/once-open', cover: decodeURIComponent(cover), picture, comment: '' };
  // Every cache has it, as everybody could read it.
  for (const path of publicPaths()) await request(host, path);
  tags = {};
  for (const path of pictureFiles()) {
    for (const address of [made(path, 480), `/w/${slug}/files/${path}`]) {
      const { headers } = await request(root, address);
      expect(headers['content-type']).toMatch(/^image/);
      // A browser that has it asks whether it still may show it, and is told so in a few bytes.
      expect(headers['cache-control']).toBe('public, max-age=0, must-revalidate');
      tags[address] = headers.etag ?? '';
      const again = await request(root, address, { headers: { 'if-none-match': tags[address] } });
      expect([address, again.status, again.body]).toEqual([address, 304, '']);
    }
  }
  post.comment = /id="comment-([0-9a-f-]{36})"/.exec(await asOwner(post.path))?.[1] ?? '';
  expect(post.comment).not.toBe('');

  await ownerPosts(`${editor}?_action=posts.update`, { postId: id, audience: 'members' });
  const other = await written({
    title: known.title,
    summary: known.summary,
    body: `Nothing but ${secret}.`,
    audience: 'members',
  });
  await ownerPosts(`${other.editor}?_action=posts.update`, { postId: other.id, status: 'published' });
  await eventually('the closed post on the home page', async () =>
    (await request(host, '/')).body.includes(known.summary),
  );
  await eventually('the lock on the post', async () =>
    (await request(host, post.path)).body.includes('This post is for members'),
  );
}, 90_000);

const at = (path: string) => `/posts/once-open${path}`;

/** As the image CDN makes it, of whichever width; at the root host. */
const made = (path: string, width: number) =>
  `/.netlify/images?url=${encodeURIComponent(`/w/${slug}/files/${path}`)}&w=${width}`;
/** Below `/files/`: the cover, and the picture in the text. */
const pictureFiles = () => [post.cover, `picture/${post.picture}`];

/** Whatever a cache may have kept, by every spelling of its address. */
function publicPaths(): string[] {
  return [
    '/',
    ...['', '?cursor=', '?utm_source=x', '/card.png', '/cover', '/cover?v=1'].map(at),
    `${at('')}?thread=${post.comment || post.id}`,
    ...['/feed.xml', '/feed.xml?x=1', '/sitemap.xml', '/robots.txt', '/guestbook', '/newsletter', '/contact'],
    ...pictureFiles().map((path) => `/files/${path}`),
    `/pictures/${post.picture}`,
    '/who?here=%2Fposts%2Fonce-open',
    '/guestbook/island',
  ];
}

/** For the team, whoever asks. */
const teamPaths = () => [
  `/dashboard/posts/${post.id}`,
  `/dashboard/posts/${post.id}/preview`,
  '/dashboard/search?q=Once',
  `/dashboard/comments?state=visible&postId=${post.id}`,
  '/dashboard/audit',
  '/api/v1/posts',
  `/api/v1/posts/${post.id}`,
];

function expectNothingOf(answer: Answer, asked: string): void {
  const told = `${JSON.stringify(answer.headers)}${answer.setCookie.join()}${answer.body}`;
  expect(told.includes(secret), asked).toBe(false);
  expect(told.includes(post.cover), asked).toBe(false);
  expect(told.includes(post.picture), asked).toBe(false);
}

describe.each(['nobody', 'stranger', 'guest'] as const)('as %s', (who) => {
  const cookie = async () => (await people[who]?.cookie()) ?? '';
  const get = async (path: string, where = host) =>
    request(where, path, { headers: { cookie: await cookie() } });

  test('nothing of a closed post is read at any address of the site', async () => {
    for (const path of [...publicPaths(), ...teamPaths()]) {
      expectNothingOf(await get(path), path);
      expectNothingOf(await get(`/w/${slug}${path}`, root), `${root}/w/${slug}${path}`);
    }
  });

  test('its pictures are at none of their addresses, nor made by the image CDN, nor kept by browsers', async () => {
    for (const path of [at('/cover'), `/pictures/${post.picture}`]) {
      expect([path, (await get(path)).status]).toEqual([path, 404]);
      expect([path, (await get(`/w/${slug}${path}`, root)).status]).toEqual([path, 404]);
    }
    for (const path of pictureFiles()) {
      expect([path, (await get(`/files/${path}`)).status]).toEqual([path, 404]);
      // One that it made while everybody could read the post, and one that it never made.
      for (const width of [480, 333]) {
        expect((await get(made(path, width), root)).headers['content-type'] ?? '').not.toMatch(/^image/);
      }
    }
    for (const [address, tag] of Object.entries(tags)) {
      const { status } = await request(root, address, { headers: { 'if-none-match': tag } });
      expect([address, status]).toEqual([address, 404]);
    }
  });

  test('the API says nothing of it to a session', async () => {
    for (const path of ['/api/v1/posts', `/api/v1/posts/${post.id}`]) {
      const answer = await get(path, root);
      expect([path, answer.status]).toEqual([path, 401]);
      expectNothingOf(answer, path);
    }
  });

  test('liking, rating, commenting and reporting are refused without a word of it', async () => {
    const forms: [string, Record<string, string>][] = [
      ['reactions.like', { postId: post.id, liked: 'yes' }],
      ['reactions.rate', { postId: post.id, stars: '5' }],
      ['comments.create', { postId: post.id, body: 'Hello?', website: '' }],
      ['comments.create', { postId: post.id, parentId: post.comment, body: 'Hello?', website: '' }],
      ['comments.report', { commentId: post.comment, reason: 'other' }],
    ];
    for (const [action, fields] of forms) {
      const answer = await postForm(host, `${post.path}?_action=${action}`, {
        fields,
        cookie: await cookie(),
      });
      expectNothingOf(answer, action);
      expect(answer.status, action).toBeGreaterThanOrEqual(400);
    }
  });

  test('its page says what everybody may know, and asks search engines to leave it', async () => {
    const page = await get('/posts/what-everybody-may-know-of-it');
    expect(page.body).toContain(known.title);
    expect(page.body).toContain(`content="${known.summary}"`);
    expect(page.body).not.toContain('application/ld+json');
    expect(page.headers['x-robots-tag']).toBe('noindex');
    expectNothingOf(page, 'page');
  });
});

test('feed and map name no closed post at all', async () => {
  for (const path of ['/feed.xml', '/sitemap.xml']) {
    const { status, body } = await request(host, path);
    expect([path, status, body.includes('once-open'), body.includes(known.title)]).toEqual([
      path,
      200,
      false,
      false,
    ]);
  }
});

test('the team reads it, and the log that webhooks are made from has none of its text', async () => {
  expect(await asOwner(post.path)).toContain(secret);
  const picture = await request(host, `/pictures/${post.picture}`, {
    headers: { cookie: await owner.cookie() },
  });
  expect([picture.status, picture.headers['cache-control']]).toEqual([200, 'private, no-store']);
  const log = await asOwner('/dashboard/audit');
  expect(log).toContain('Once open');
  expect(log).not.toContain(`First ${secret}`);
});
