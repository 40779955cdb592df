import { expect, test } from 'vitest';
import { eventually, ownWorkspace, postForm, product, request } from '../../support/product.ts';

const { hostOf } = product();

const stampIn = (body: string) => /name="stamp" value="([^"]+)"/.exec(body)?.[1] ?? '';

test('who writes too often is asked to wait, on the page, with what they wrote', async () => {
  const { slug } = await ownWorkspace();
  const host = hostOf(slug);
  const stamp = stampIn((await request(host, '/contact')).body);
  const send = (subject: string) =>
    postForm(host, '/contact?_action=inquiries.send', {
      fields: {
        name: 'Nadia',
        email: 'nadia@example.test',
        subject,
        body: 'When are you open?',
        stamp,
        website: '',
      },
    });
  for (let n = 1; n <= 5; n += 1) {
    const answer = await send(`Question ${n}`);
    expect([answer.status, answer.headers.location]).toEqual([303, '/contact?notice=sent']);
  }
  const refused = await send('Question 6');
  expect(refused.status).toBe(429);
  expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
  expect(refused.headers['content-type']).toContain('text/html');
  expect(refused.body).toContain('This was done too often in a short time.');
  expect(refused.body).toContain('Question 6');
});

test('an entry is in everybody’s copy of the guestbook within seconds', async () => {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  await request(host, '/guestbook');
  expect((await request(host, '/guestbook')).headers['cache-status']).toContain('hit');
  const cookie = await owner.cookie();
  const stamp = stampIn((await request(host, '/guestbook/sign', { headers: { cookie } })).body);
  const answer = await postForm(host, '/guestbook/sign?_action=guestbook.sign', {
    fields: { body: 'The first page.', stamp, website: '' },
    cookie,
  });
  expect(answer.status).toBe(303);
  expect(answer.headers.location).toMatch(/^\/guestbook\/mine\?notice=posted&comment=[\w-]+#comment-/);
  await eventually(
    'the entry in the guestbook',
    async () => {
      const { body } = await request(host, '/guestbook');
      return body.includes('The first page.') ? body : null;
    },
    10_000,
  );
});

test('a like posted without a script leads back to where it was given, and says so', async () => {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  const cookie = await owner.cookie();
  await postForm(host, '/dashboard/posts/new?_action=posts.create', {
    fields: { title: 'The tide is in', body: 'And the boats float.', publish: 'true' },
    cookie,
  });
  const path = '/posts/the-tide-is-in';
  const page = await request(host, path, { headers: { cookie } });
  const postId = /name="postId" value="([^"]+)"/.exec(page.body)?.[1] ?? '';
  const answer = await postForm(host, `${path}?_action=reactions.like`, {
    fields: { postId, liked: 'yes' },
    cookie,
  });
  expect([answer.status, answer.headers.location]).toEqual([303, `${path}?notice=liked#reactions`]);
  const told = await request(host, `${path}?notice=liked`, { headers: { cookie } });
  expect(told.body).toContain('Thank you. Your like counts.');
  expect((await request(host, `${path}?notice=liked`)).body).not.toContain('Thank you. Your like counts.');
});

/** None of it may become anything but text. */
const corpus = [
  '<script>document.title="sentinel"</script>',
  '<img src=x onerror=alert(1)>',
  '"><svg onload=alert(1)>',
  "'-alert(1)-'",
  'javascript:alert(1)',
  '[x](javascript:alert(1))',
  '{{constructor.constructor("alert(1)")()}}',
  '</textarea><script>alert(1)</script>',
];
const markup = /<(?:script|img|svg)[^>]*(?:sentinel|onerror|onload|alert)|<script>alert|href="javascript:/i;

/** Without the values of attributes, in which a bracket begins nothing; addresses stay, since they may. */
function bare(html: string): string {
  return html.replace(/ ([a-z-]+)="[^"]*"/gi, (attribute, name: string) =>
    /^(?:href|src|action|formaction)$/i.test(name) ? attribute : '',
  );
}

test('whatever visitors write stays text, on the site and in the dashboard', async () => {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  const cookie = await owner.cookie();
  const asOwner = async (path: string) => (await request(host, path, { headers: { cookie } })).body;
  await postForm(host, '/dashboard/comments?_action=guestbook.setSigners', {
    fields: { signers: 'visitors' },
    cookie,
  });
  const stamp = stampIn((await request(host, '/guestbook/sign')).body);
  for (const text of corpus.slice(0, 4)) {
    const answer = await postForm(host, '/guestbook/sign?_action=guestbook.sign', {
      fields: { name: text, body: `${text}\n${corpus.join('\n')}`, stamp, website: '' },
    });
    expect([answer.status, answer.headers.location]).toEqual([303, '/guestbook/sign?notice=held']);
  }
  const queue = await asOwner('/dashboard/comments');
  expect(queue).toContain('&lt;script&gt;');
  expect(bare(queue)).not.toMatch(markup);
  const ids = [...queue.matchAll(/name="comment:([\w-]+)"/g)].map(([, id = '']) => [`comment:${id}`, 'yes']);
  expect(ids).toHaveLength(4);
  await postForm(host, '/dashboard/comments?_action=comments.approve', {
    fields: Object.fromEntries(ids),
    cookie,
  });
  const book = await eventually(
    'the entries in the guestbook',
    async () => {
      const { body } = await request(host, '/guestbook');
      return body.includes('&lt;script&gt;') ? body : null;
    },
    10_000,
  );
  expect(bare(book)).not.toMatch(markup);

  const contact = stampIn((await request(host, '/contact')).body);
  await postForm(host, '/contact?_action=inquiries.send', {
    fields: {
      name: corpus[1] ?? '',
      email: 'nadia@example.test',
      subject: corpus[2] ?? '',
      body: corpus.join('\n'),
      stamp: contact,
      website: '',
    },
  });
  // It came faster than anybody types.
  const inbox = await asOwner('/dashboard/inquiries?state=spam');
  expect(inbox).toContain('&lt;img');
  expect(bare(inbox)).not.toMatch(markup);
  const [, inquiry = ''] = /href="(\/dashboard\/inquiries\/[\w-]+)"/.exec(inbox) ?? [];
  const page = await asOwner(inquiry);
  expect(page).toContain('&lt;svg');
  expect(bare(page)).not.toMatch(markup);
});
