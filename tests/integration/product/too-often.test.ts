import { beforeAll, describe, expect, test } from 'vitest';
import {
  type Answer,
  ownWorkspace,
  postForm,
  product,
  request,
  type SignedIn,
  signUp,
} from '../../support/product.ts';

let host: string;
let owner: SignedIn;
let guest: SignedIn;
let postId: string;
const path = '/posts/the-tide-is-in';

beforeAll(async () => {
  const made = await ownWorkspace();
  owner = made.owner;
  host = product().hostOf(made.slug);
  const cookie = await owner.cookie();
  const arrange = (to: string, fields: Record<string, string>) => postForm(host, to, { fields, cookie });
  await arrange('/dashboard/posts/new?_action=posts.create', {
    title: 'The tide is in',
    body: 'And the boats float.',
    publish: 'true',
  });
  await arrange('/dashboard/comments?_action=guestbook.setSigners', { signers: 'visitors' });
  await arrange('/dashboard/settings?_action=workspaces.update', {
    name: 'Atoll',
    tagline: '',
    timeZone: 'UTC',
    language: 'ar',
  });
  const page = await request(host, path, { headers: { cookie } });
  postId = /name="postId" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  guest = await signUp();
  await postForm(host, '/join?_action=members.joinAsGuest', { fields: {}, cookie: await guest.cookie() });
}, 60_000);

interface Form {
  /** Where it is shown and sent to. */
  page: string;
  action: string;
  isSignedIn: boolean;
  /** How often it may be sent in one window, from one network or by one person. */
  most: number;
  fields(n: number): Record<string, string>;
  /** What was typed and must still be there. */
  typed: readonly string[];
  /** What has to be so before it is refused. */
  arrange?: () => Promise<unknown>;
}
/** Spellings of one mailbox. */
const names = ['nadia.h', 'NADIA.H', 'nadiah', 'n.a.d.i.a.h', 'nadia.h+1'];
const forms: Record<string, Form> = {
  'a comment': {
    page: path,
    action: 'comments.create',
    isSignedIn: true,
    most: 10,
    fields: (n) => ({ postId, body: `Words-7f3 ${n}` }),
    typed: ['Words-7f3'],
  },
  'the guestbook': {
    page: '/guestbook/sign',
    action: 'guestbook.sign',
    isSignedIn: false,
    most: 10,
    fields: (n) => ({ name: 'Nadia-4c1', body: `Words-7f3 ${n}` }),
    typed: ['Nadia-4c1', 'Words-7f3'],
  },
  'the contact form': {
    page: '/contact',
    action: 'inquiries.send',
    isSignedIn: false,
    most: 5,
    fields: (n) => ({
      name: 'Nadia-4c1',
      email: `${names[n % names.length]}@${n % 2 ? 'gmail' : 'googlemail'}.com`,
      subject: `Subject-9e2 ${n}`,
      body: `Words-7f3 ${n}`,
    }),
    typed: ['Nadia-4c1', 'mail.com', 'Subject-9e2', 'Words-7f3'],
  },
  'the newsletter': {
    page: '/newsletter',
    action: 'newsletter.subscribe',
    isSignedIn: false,
    most: 3,
    fields: (n) => ({ email: `${names[n % names.length]}@gmail.com` }),
    typed: ['@gmail.com'],
  },
  'a like': {
    page: path,
    action: 'reactions.like',
    isSignedIn: true,
    most: 60,
    fields: (n) => ({ postId, liked: n % 2 ? 'yes' : 'no' }),
    typed: [],
  },
  joining: {
    page: '/join',
    action: 'members.joinAsGuest',
    isSignedIn: true,
    most: 9,
    fields: () => ({}),
    typed: [],
    // Whoever belongs already is led on, and told nothing of a limit.
    arrange: async () =>
      postForm(host, '/leave?_action=members.leave', { fields: {}, cookie: await guest.cookie() }),
  },
};

const stampIn = (body: string) => /name="stamp" value="([^"]+)"/.exec(body)?.[1] ?? '';
const shown = (form: Form) => (form.page === '/newsletter' ? 4_000 : 0);
const forged = (n: number) => ({
  'x-forwarded-for': `198.51.100.${n}`,
  'x-real-ip': `198.51.100.${n}`,
  'x-nf-client-connection-ip': `198.51.100.${n}`,
  'cf-connecting-ip': `198.51.100.${n}`,
  forwarded: `for=198.51.100.${n}`,
});

/** Sends it as often as one may, each time as if from somewhere else; then once more. */
async function sendTooOften(
  form: Form,
): Promise<{ before: number[]; refused: Answer; again: () => Promise<Answer> }> {
  const cookie = form.isSignedIn ? await guest.cookie() : undefined;
  const page = await request(host, form.page, cookie ? { headers: { cookie } } : {});
  const stamp = stampIn(page.body);
  await new Promise((resolve) => setTimeout(resolve, shown(form)));
  const send = (n: number, from?: string) =>
    postForm(host, `${form.page}?_action=${form.action}`, {
      fields: { ...form.fields(n), ...(stamp && { stamp }), ...(form.isSignedIn ? {} : { website: '' }) },
      headers: forged(n),
      ...(cookie ? { cookie } : {}),
      from,
    });
  const before: number[] = [];
  for (let n = 0; n < form.most; n += 1) before.push((await send(n)).status);
  await form.arrange?.();
  return { before, refused: await send(form.most), again: () => send(form.most + 1, '127.0.9.9') };
}

describe.each(Object.entries(forms))('%s, sent too often', (_, form) => {
  test('is answered by a page in the language and look of the site, with what was typed and a time to come back', async () => {
    const { before, refused, again } = await sendTooOften(form);
    expect(before.filter((status) => status !== 303)).toEqual([]);
    expect(refused.status).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect(refused.headers['content-type']).toContain('text/html');
    expect(refused.headers['cache-control']).not.toContain('public');
    expect(refused.body).toContain('lang="ar" dir="rtl"');
    expect(refused.body).toContain('Atoll');
    expect(refused.body).toMatch(/[\u0600-\u06ff]{3,}[^<]*\d/);
    for (const words of form.typed) expect(refused.body).toContain(words);
    // A person or mailbox is known wherever they come from; a visitor without either is another one elsewhere.
    const isKnown = form.isSignedIn || form.typed.some((words) => words.includes('mail.com'));
    expect((await again()).status).toBe(isKnown ? 429 : 303);
  }, 60_000);
});
