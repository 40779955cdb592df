import { formStamp, type StampedForm } from '@archipelago/core/abuse/form-stamp';
import { createComment } from '@archipelago/core/comments/create-comment';
import type { WorkspaceContext } from '@archipelago/core/context/context';
import { AppError } from '@archipelago/core/errors/app-error';
import { signGuestbook } from '@archipelago/core/guestbook/sign-guestbook';
import { sendInquiry } from '@archipelago/core/inquiries/send-inquiry';
import { joinAsGuest } from '@archipelago/core/joining/join-as-guest';
import { subscribeToNewsletter } from '@archipelago/core/newsletter/subscribe-to-newsletter';
import { counterOf } from '@archipelago/core/rate-limits/limit';
import { ratePost } from '@archipelago/core/reactions/rate-post';
import { setLike } from '@archipelago/core/reactions/set-like';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string };

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  await product.database.observer.query(
    `update workspace set guestbook_signers = 'visitors', join_policy = 'open' where id = $1`,
    [acme.id],
  );
});

/** Somebody who comes from an address, and gives a mailbox where a form asks for one. */
interface Visitor {
  ctx: WorkspaceContext;
  email: string;
}
interface Form {
  /** As its counters are named. */
  what: string;
  who: 'guest' | 'stranger' | 'visitor';
  /** How often in one window: a person or mailbox (none: nobody is known), a network, everybody. */
  person: number | null;
  network: number;
  everybody: number;
  seconds: number;
  send(visitor: Visitor): Promise<unknown>;
}

const stamp = (form: StampedForm) => formStamp(acme.id, form, new Date(Date.now() - 60_000));
const comment = {
  what: 'comments',
  who: 'guest',
  person: 10,
  network: 60,
  everybody: 600,
  seconds: 300,
} as const;
const reaction = {
  what: 'reactions',
  who: 'guest',
  person: 60,
  network: 300,
  everybody: 6_000,
  seconds: 60,
} as const;
const forms: Record<string, Form> = {
  comments: {
    ...comment,
    send: ({ ctx }) => createComment(ctx, { postId: post.id, body: unique('Words ') }),
  },
  'the guestbook, signed in': {
    ...comment,
    send: ({ ctx }) => signGuestbook(ctx, { body: unique('Words '), stamp: stamp('guestbook') }),
  },
  'the guestbook, as a visitor': {
    what: 'guestbook',
    who: 'visitor',
    person: null,
    network: 10,
    everybody: 200,
    seconds: 600,
    send: ({ ctx }) =>
      signGuestbook(ctx, { name: unique('N'), body: unique('Words '), stamp: stamp('guestbook') }),
  },
  'the contact form': {
    what: 'inquiries',
    who: 'visitor',
    person: 5,
    network: 20,
    everybody: 300,
    seconds: 3_600,
    send: ({ ctx, email }) =>
      sendInquiry(ctx, {
        name: 'N',
        email,
        subject: unique('About '),
        body: 'Words.',
        stamp: stamp('contact'),
      }),
  },
  'the newsletter': {
    what: 'newsletter',
    who: 'visitor',
    person: 3,
    network: 10,
    everybody: 200,
    seconds: 3_600,
    send: ({ ctx, email }) => subscribeToNewsletter(ctx, { email, stamp: stamp('newsletter') }),
  },
  likes: { ...reaction, send: ({ ctx }) => setLike(ctx, { postId: post.id, liked: 'yes' }) },
  ratings: { ...reaction, send: ({ ctx }) => ratePost(ctx, { postId: post.id, stars: '4' }) },
  joining: {
    what: 'joining',
    who: 'stranger',
    person: 10,
    network: 120,
    everybody: 1_200,
    seconds: 600,
    send: ({ ctx }) => joinAsGuest(ctx, {}),
  },
};

let addresses = 0;
const elsewhere = () => `203.0.${Math.floor(addresses / 250)}.${(addresses++ % 250) + 1}`;
async function somebody(
  { who }: Form,
  ip = elsewhere(),
  email = `${unique('a')}@gmail.com`,
): Promise<Visitor> {
  const user =
    who === 'guest' ? await makeMember(acme, 'guest') : who === 'stranger' ? await makeUser() : null;
  const ctx = await contextFor(user, acme);
  return { ctx: { ...ctx, request: { ...ctx.request, ip } }, email };
}
const from = ({ ctx, email }: Visitor, ip = elsewhere()): Visitor => ({
  ctx: { ...ctx, request: { ...ctx.request, ip } },
  email,
});
/** As if it had been used so often in this window. */
const used = (key: string, times: number, { seconds }: Form) =>
  product.database.observer.query(
    `insert into rate_limit (key_hash, used, resets_at) values ($1, $2, now() + make_interval(secs => $3))`,
    [counterOf(key), times, seconds],
  );
async function outcome(form: Form, visitor: Visitor): Promise<string> {
  try {
    await form.send(visitor);
    return 'done';
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const wait = error.retryAfterSeconds ?? 0;
    return `${error.code}${wait > 0 && wait <= form.seconds ? ' with a time' : ''}`;
  }
}
const refused = 'TOO_MANY_REQUESTS with a time';

describe.each(Object.entries(forms))('%s', (_, form) => {
  test('a network is asked to wait, whoever of it comes, and no other is', async () => {
    await used(`${form.what}:${acme.id}:ip:2001:db8:1:2::/64`, form.network - 1, form);
    expect(await outcome(form, await somebody(form, '2001:db8:1:2::7'))).toBe('done');
    expect(await outcome(form, await somebody(form, '2001:0DB8:1:2:ffff:1:2:3'))).toBe(refused);
    expect(await outcome(form, await somebody(form, '2001:db8:1:3::7'))).toBe('done');
    await used(`${form.what}:${acme.id}:ip:192.0.2.7`, form.network, form);
    expect(await outcome(form, await somebody(form, '::ffff:192.0.2.7'))).toBe(refused);
    expect(await outcome(form, await somebody(form, '192.0.2.8'))).toBe('done');
  });

  test('everybody together is asked to wait at one workspace, and nobody at another', async () => {
    await used(`${form.what}:${acme.id}`, form.everybody - 1, form);
    expect(await outcome(form, await somebody(form))).toBe('done');
    expect(await outcome(form, await somebody(form))).toBe(refused);
    acme = await makeWorkspace({ plan: 'pro' });
    post = await makePost(acme, { status: 'published' });
    await product.database.observer.query(
      `update workspace set guestbook_signers = 'visitors', join_policy = 'open' where id = $1`,
      [acme.id],
    );
    expect(await outcome(form, await somebody(form))).toBe('done');
  });
});

const known = Object.entries(forms).filter(([, { person }]) => person !== null);

describe.each(known)('%s', (_, form) => {
  test('a person, or the mailbox they give, is asked to wait wherever they come from', async () => {
    const person = await somebody(form, undefined, 'nadia.h@gmail.com');
    const { actor } = person.ctx;
    const name = actor.kind === 'user' ? actor.userId : 'mail:nadiah@gmail.com';
    await used(`${form.what}:${acme.id}:${name}`, (form.person ?? 0) - 1, form);
    expect(await outcome(form, from(person))).toBe('done');
    for (const email of ['nadia.h@gmail.com', 'NADIA.H@Gmail.com', 'na.di.ah+7@googlemail.com']) {
      expect(await outcome(form, { ...from(person), email }), email).toBe(refused);
    }
    expect(await outcome(form, await somebody(form))).toBe('done');
  });
});

test('limits that nothing counts are caught', async () => {
  const { observer } = product.database;
  const { rows } = await observer.query<{ definition: string }>(
    `select pg_get_functiondef(oid) as definition from pg_proc where proname = 'count_against'`,
  );
  const counting = rows[0]?.definition ?? '';
  const head = counting.slice(0, counting.indexOf('AS $'));
  await observer.query(
    `${head.replace(/LANGUAGE \w+/, 'LANGUAGE sql')} AS $planted$ select 1, now() + interval '1 minute' $planted$`,
  );
  try {
    const form = forms.likes as Form;
    await used(`${form.what}:${acme.id}`, form.everybody, form);
    expect(await outcome(form, await somebody(form))).toBe('done');
  } finally {
    await observer.query(counting);
  }
});
