import { scopeField } from '../../apps/web/src/features/developers/scope-field.ts';
import { permissionField } from '../../apps/web/src/features/members/permission-field.ts';
import { hostileTexts } from '../security/hostile-texts.ts';
import { pngOf } from '../support/make-image.ts';
import {
  ownWorkspace,
  postForm,
  product,
  request,
  type SignedIn,
  signIn,
  signUp,
} from '../support/product.ts';

const { hostOf, consoleUrl } = product();

/** Of the corpus, what fits into a field; each place begins elsewhere in it. */
function text(longest: number, from: number): string {
  const fitting = hostileTexts.filter((one) => one.length <= longest && !/[\t]/.test(one));
  return fitting[from % fitting.length] ?? '';
}

const everything = hostileTexts
  .map((one) => `${one}\n\n${one} [${one}](${one}) *${one}* \`${one}\``)
  .join('\n\n');
const half = hostileTexts.join('\n');

export interface Hostile {
  slug: string;
  host: string;
  owner: SignedIn;
  guest: SignedIn;
  inquirer: string;
  invited: string;
}

/** A workspace whose every form was filled with hostile texts, by people with hostile names. */
export async function furnishWithHostileTexts(): Promise<Hostile> {
  const { slug, owner } = await ownWorkspace({}, { firstName: text(60, 3), lastName: text(60, 0) });
  const host = hostOf(slug);
  const cookie = await owner.cookie();
  const as = (session: string) => async (path: string, fields: Record<string, string>) => {
    const answer = await postForm(host, path, { fields, cookie: session });
    if (answer.status >= 400) {
      const said =
        /(?:aria-invalid="true"|role="alert")[\s\S]{0,500}/.exec(answer.body)?.[0] ??
        answer.body.slice(0, 300);
      throw new Error(`${path} answered ${answer.status}: ${said.replace(/<[^>]*>|\s+/g, ' ')}`);
    }
    return answer;
  };
  const send = as(cookie);
  const page = async (path: string, session = cookie) =>
    (await request(host, path, { headers: { cookie: session } })).body;
  const id = (body: string, name: string) =>
    new RegExp(`name="${name}" value="([\\w-]{36})"`).exec(body)?.[1] ?? '';
  const stamp = async (path: string) => /name="stamp" value="([^"]+)"/.exec(await page(path))?.[1] ?? '';

  await send('/dashboard/billing?_action=billing.startTrial', { plan: 'pro', interval: 'month' });
  await send('/dashboard/settings?_action=workspaces.update', {
    name: text(60, 3),
    tagline: text(100, 4),
    timeZone: 'UTC',
    language: 'en',
  });
  await send('/dashboard/setup?_action=workspaces.describe', {
    tagline: text(100, 5),
    timeZone: 'UTC',
    accent: '',
  });
  for (const [from, body] of [everything, half].entries()) {
    await send('/dashboard/posts/new?_action=posts.create', {
      title: text(150, from),
      body,
      summary: text(250, from + 2),
      slug: `hostile-${from}`,
      publish: 'true',
    });
  }
  await send('/dashboard/posts/new?_action=posts.create', {
    title: text(150, 8),
    body: half,
    publish: 'false',
  });
  const postId = id(await page('/posts/hostile-0'), 'postId');
  await send('/dashboard/posts?_action=posts.update', {
    postId,
    title: text(150, 9),
    body: everything,
    summary: text(250, 10),
  });

  const names = { firstName: text(60, 5), lastName: text(60, 11) };
  const guest = await signUp({}, names);
  const guestCookie = await guest.cookie();
  const asGuest = as(guestCookie);
  await asGuest('/join?_action=members.joinAsGuest', {});
  await send('/dashboard/comments?_action=comments.setPolicy', { policy: 'open' });
  for (const body of [half.slice(0, 2_000), half.slice(-1_900)]) {
    await asGuest('/posts/hostile-0?_action=comments.create', { postId, body });
  }
  const commentId = id(await page('/posts/hostile-0?edit=x', guestCookie), 'commentId');
  const shown = await page('/posts/hostile-0');
  const parentId = /id="comment-([\w-]{36})"/.exec(shown)?.[1] ?? '';
  await send('/posts/hostile-0?_action=comments.create', { postId, parentId, body: text(200, 12) });
  await asGuest('/posts/hostile-0?_action=comments.edit', {
    commentId: commentId || parentId,
    body: half.slice(0, 2_100),
  });
  await send('/dashboard/comments?_action=comments.report', { commentId: parentId, reason: 'other' });

  await send('/dashboard/comments?_action=guestbook.setSigners', { signers: 'visitors' });
  await postForm(host, '/guestbook/sign?_action=guestbook.sign', {
    fields: {
      name: text(80, 13),
      body: half.slice(0, 900),
      stamp: await stamp('/guestbook/sign'),
      website: '',
    },
  });
  const inquirer = `${slug}@example.test`;
  await postForm(host, '/contact?_action=inquiries.send', {
    fields: {
      name: text(80, 14),
      email: inquirer,
      subject: text(150, 15),
      body: half,
      stamp: await stamp('/contact'),
      website: '',
    },
  });
  const inbox = await page('/dashboard/inquiries?state=spam');
  const [, inquiryId = ''] = /href="\/dashboard\/inquiries\/([\w-]{36})/.exec(inbox) ?? [];
  await send(`/dashboard/inquiries/${inquiryId}?_action=inquiries.answer`, {
    inquiryId,
    body: half,
    close: 'no',
  });

  await send('/dashboard/members/roles/new?_action=roles.create', {
    name: text(40, 16),
    description: text(150, 17),
    [permissionField('posts:read')]: 'yes',
    [permissionField('dashboard:view')]: 'yes',
  });
  await send('/dashboard/developers/api-keys/new?_action=developers.createKey', {
    name: text(60, 18),
    lifetime: '90',
    [scopeField('posts:read')]: 'yes',
  });
  await send('/dashboard/developers/webhooks/new?_action=webhooks.create', {
    url: `${new URL(consoleUrl).origin}/receiver`,
    description: text(100, 19),
    events: 'all',
  });
  await send('/dashboard/newsletter/add?_action=newsletter.add', {
    email: `reader-${slug}@example.test`,
    consent: text(150, 20),
  });
  const invited = `invited-${slug}@example.test`;
  await send('/dashboard/members/invite?_action=members.invite', { addresses: invited, role: 'member' });
  await send('/dashboard/settings/support?_action=support.allow', { duration: 'hour', note: text(250, 21) });
  await send('/dashboard/settings/navigation?_action=navigation.add', {
    label: text(30, 24),
    address: 'https://canary.test/own',
    spot: 'header',
  });
  const operator = as(await (await signIn('olive@archipelago.test')).cookie());
  await operator('/support-visit?_action=support.enter', { reason: text(250, 22) });
  await send(`/dashboard/newsletter/issues?_action=newsletter.send`, { postId });
  const webhooks = await page('/dashboard/developers/webhooks');
  const [, endpointId = ''] = /webhooks\/([\w-]{36})/.exec(webhooks) ?? [];
  await send(`/dashboard/developers/webhooks/${endpointId}?_action=webhooks.test`, { endpointId });
  const cover = new FormData();
  cover.set('postId', postId);
  cover.set('alt', text(180, 23));
  cover.set('image', new File([new Uint8Array(pngOf(640, 360))], 'x.png', { type: 'image/png' }));
  const upload = new Response(cover);
  const uploaded = await request(host, `/dashboard/posts/${postId}?_action=posts.uploadCover`, {
    method: 'POST',
    headers: {
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      'content-type': upload.headers.get('content-type') ?? '',
      cookie,
    },
    body: new Uint8Array(await upload.arrayBuffer()),
  });
  if (uploaded.status >= 400) throw new Error(`The cover was refused: ${uploaded.status}`);
  return { slug, host, owner, guest, inquirer, invited };
}
