import { expect, test } from 'vitest';
import { eventually, ownWorkspace, postForm, product, request } from '../../support/product.ts';

const { consoleUrl, hostOf } = product();

/** As a mailbox does it for its owner: no cookie, no page before it, nothing that a browser says. */
const oneClick = (host: string, path: string) =>
  request(host, path, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: 'List-Unsubscribe=One-Click',
  });

test('a mailbox ends the newsletter in one request, also after the site has moved', async () => {
  const { slug, owner } = await ownWorkspace();
  const host = hostOf(slug);
  const cookie = await owner.cookie();
  const act = async (path: string, fields: Record<string, string>) => {
    const { status, body } = await postForm(host, path, { fields, cookie });
    expect([status, status === 303 ? '' : body]).toEqual([303, '']);
  };
  const email = `reader-${slug}@example.test`;
  const stateOf = async (at: string) =>
    /data-label="State"[\s\S]*?<\/span>\s*(\w+)/.exec(
      (
        await request(at, `/dashboard/newsletter?search=${email}`, {
          headers: { cookie: await owner.cookie() },
        })
      ).body,
    )?.[1];
  await act('/dashboard/newsletter/add?_action=newsletter.add', { email, consent: 'On paper' });
  await act('/dashboard/posts/new?_action=posts.create', {
    title: 'Tides',
    body: 'High at nine.',
    publish: 'true',
  });
  const issues = await request(host, '/dashboard/newsletter/issues', { headers: { cookie } });
  const postId = /<option value="([\w-]{36})"/.exec(issues.body)?.[1] ?? '';
  await act('/dashboard/newsletter/issues?_action=newsletter.send', { postId });
  const text = await eventually('the issue in the mailbox', async () => {
    const mails = (await (await fetch(`${consoleUrl}/mail.json?to=${email}`)).json()) as { text: string }[];
    return mails.find((mail) => mail.text.includes('High at nine.'))?.text;
  });
  const { host: mailed, pathname, search } = new URL(/Unsubscribe: (http\S+)/.exec(text)?.[1] ?? '');
  expect(mailed).toBe(host);
  const path = `${pathname}${search}`;

  expect((await request(host, path)).status).toBe(200);
  expect(await stateOf(host)).toBe('Subscribed');
  expect((await oneClick(host, path.replace(/key=.{5}/, 'key=aaaaa'))).status).toBe(404);
  const broken = await request(host, path.replace(/key=.{5}/, 'key=aaaaa'));
  expect(broken.status).toBe(404);
  expect(broken.body).toContain('>This link does not work.</h1>');
  expect(broken.body).toContain('Open it from the mail once more.');
  expect(await stateOf(host)).toBe('Subscribed');

  const moved = `moved-${slug}`;
  await act('/dashboard/settings?_action=workspaces.changeAddress', { address: moved });
  expect((await oneClick(host, path)).status).toBe(200);
  expect((await oneClick(hostOf(moved), path)).status).toBe(200);
  expect(await stateOf(hostOf(moved))).toBe('Unsubscribed');
});
