import {
  eventually,
  ownWorkspace,
  postForm,
  product,
  request,
  type SignedIn,
  signUp,
} from '../../support/product.ts';

export type Language = 'de' | 'es' | 'ar';

const written = {
  de: { title: 'Ebbe am Hafen', body: 'Die Boote liegen auf dem Sand.', words: 'Schön war es hier.' },
  es: {
    title: 'Bajamar en el puerto',
    body: 'Los botes descansan en la arena.',
    words: 'Fue un día bonito.',
  },
  ar: { title: 'الجزر في الميناء', body: 'القوارب راسية على الرمل.', words: 'كان المكان جميلا.' },
};

/** A new workspace whose public pages speak this language, with something in that language on each of them. */
export async function siteIn(
  language: Language,
): Promise<{ host: string; owner: SignedIn; guest: SignedIn }> {
  const { slug, owner } = await ownWorkspace();
  const host = product().hostOf(slug);
  const cookie = await owner.cookie();
  const { title, body, words } = written[language];
  const send = async (path: string, fields: Record<string, string>, as = cookie) => {
    const { status, body: said } = await postForm(host, path, { fields, cookie: as });
    if (status >= 400) throw new Error(`${path} answered ${status}: ${said.slice(0, 200)}`);
  };
  await send('/dashboard/settings?_action=workspaces.update', {
    name: 'Atoll',
    tagline: words,
    timeZone: 'UTC',
    language,
  });
  // What a workspace begins with was written before anybody could say in which language.
  const welcome = await request(host, '/posts/welcome', { headers: { cookie } });
  await send('/dashboard/posts?_action=posts.delete', { postId: postIdIn(welcome.body) });
  const address = 'the-first';
  await send('/dashboard/posts/new?_action=posts.create', { title, body, slug: address, publish: 'true' });
  const guest = await signUp();
  const guestCookie = await guest.cookie();
  await send('/join?_action=members.joinAsGuest', {}, guestCookie);
  const post = await request(host, `/posts/${address}`, { headers: { cookie } });
  const postId = postIdIn(post.body);
  for (const [path, who] of [
    [`/posts/${address}?_action=comments.create`, guestCookie],
    [`/posts/${address}?_action=comments.create`, cookie],
  ] as const) {
    await send(path, { postId, body: words }, who);
  }
  const form = await request(host, '/guestbook/sign', { headers: { cookie } });
  const stamp = /name="stamp" value="([^"]+)"/.exec(form.body)?.[1] ?? '';
  await send('/guestbook/sign?_action=guestbook.sign', { body: words, stamp, website: '' });
  await eventually('the entry in the guestbook', async () =>
    (await request(host, '/guestbook')).body.includes(words),
  );
  return { host, owner, guest };
}

const postIdIn = (body: string) => /name="postId" value="([^"]+)"/.exec(body)?.[1] ?? '';
