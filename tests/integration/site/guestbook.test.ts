import { formStamp, stampFor } from '@archipelago/core/abuse/form-stamp';
import { deleteComment } from '@archipelago/core/comments/delete-comment';
import { listComments } from '@archipelago/core/comments/list-comments';
import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import { setCommentPolicy } from '@archipelago/core/comments/set-comment-policy';
import type { GuestbookSigners } from '@archipelago/core/guestbook/guestbook-signers';
import { listGuestbook } from '@archipelago/core/guestbook/list-guestbook';
import { setGuestbookSigners } from '@archipelago/core/guestbook/set-guestbook-signers';
import { signGuestbook } from '@archipelago/core/guestbook/sign-guestbook';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeUser,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
});

const aMinuteAgo = () => new Date(Date.now() - 60_000);
const stampOf = (shownAt = aMinuteAgo()) => formStamp(acme.id, 'guestbook', shownAt);
const as = (user: MadeUser | null) => contextFor(user, acme);
const allow = async (signers: GuestbookSigners) => setGuestbookSigners(await as(acme.owner), { signers });
async function sign(user: MadeUser | null, body: string, over: Record<string, string> = {}) {
  const name = user ? '' : 'Nadia';
  return signGuestbook(await as(user), { name, body, stamp: stampOf(), ...over });
}
const seenBy = async (user: MadeUser | null) =>
  (await listGuestbook(await as(user), {})).items.map(({ body, authorName }) => `${authorName}: ${body}`);
const marksOf = async (body: string) => {
  const { items } = await listGuestbook(await as(null), {});
  const { isByVisitor, isByTeam } = items.find((entry) => entry.body === body) ?? {};
  return { isByVisitor, isByTeam };
};
const held = async () => (await listComments(await as(acme.owner), { state: 'held' })).items;

describe('who signs', () => {
  test('only people who belong here, unless the workspace lets everybody', async () => {
    const [guest, stranger] = [await makeMember(acme, 'guest'), await makeUser()];
    expect(await outcomeOf(sign(null, 'Hello.'))).toBe('FORBIDDEN guestbook-sign-in');
    expect(await outcomeOf(sign(stranger, 'Hello.'))).toBe('FORBIDDEN join-first');
    expect(await outcomeOf(sign(guest, 'Hello.'))).toBe('done');
    await allow('visitors');
    expect(await outcomeOf(sign(null, 'Hello.'))).toBe('done');
    expect(await outcomeOf(sign(stranger, 'Hello.'))).toBe('done');
    await allow('nobody');
    expect(await outcomeOf(sign(guest, 'Again.'))).toBe('FORBIDDEN guestbook-closed');
  });

  test('somebody who is blocked does not sign, also where strangers do', async () => {
    const blocked = await makeMember(acme, 'guest', undefined, { blockedAt: new Date() });
    await allow('visitors');
    expect(await outcomeOf(sign(blocked, 'Hello.'))).toBe('FORBIDDEN blocked');
  });

  test('a visitor who gives the name of somebody on the team is not taken for them', async () => {
    await allow('visitors');
    await setCommentPolicy(await as(acme.owner), { policy: 'open' });
    await sign(acme.owner, 'By the owner.');
    await sign(null, 'By somebody.', { name: acme.owner.name });
    expect(await marksOf('By the owner.')).toEqual({ isByVisitor: false, isByTeam: true });
    expect(await marksOf('By somebody.')).toEqual({ isByVisitor: true, isByTeam: false });
  });

  test('a visitor gives a name', async () => {
    await allow('visitors');
    expect(await outcomeOf(sign(null, 'Hello.', { name: '' }))).toBe('BAD_REQUEST');
  });
});

describe('what waits', () => {
  test('an entry of a visitor waits, is approved in the queue of comments, and then everybody reads it', async () => {
    await allow('visitors');
    const { id, state } = await sign(null, 'What a view.');
    expect(state).toBe('held');
    expect(await seenBy(null)).toEqual([]);
    expect((await held()).map(({ postTitle, authorName }) => [postTitle, authorName])).toEqual([
      ['the guestbook', 'Nadia'],
    ]);
    expect((await as(null)).workspace.heldComments).toBe(1);
    await moderateComments(await as(acme.owner), { commentIds: [id], state: 'visible' });
    expect(await seenBy(null)).toEqual(['Nadia: What a view.']);
    expect((await as(null)).workspace.heldComments).toBe(0);
    expect((await sign(null, 'And again.')).state).toBe('held');
  });

  test('a guest of whom something is approved, and the team, do not wait', async () => {
    const guest = await makeMember(acme, 'guest');
    const first = await sign(guest, 'First.');
    expect(first.state).toBe('held');
    expect(await seenBy(guest)).toHaveLength(1);
    await moderateComments(await as(acme.owner), { commentIds: [first.id], state: 'visible' });
    expect((await sign(guest, 'Second.')).state).toBe('visible');
    expect((await sign(acme.owner, 'Welcome.')).state).toBe('visible');
  });

  test('what a program seems to have written waits under every policy', async () => {
    await allow('visitors');
    await setCommentPolicy(await as(acme.owner), { policy: 'open' });
    expect((await sign(null, 'Typed.')).state).toBe('visible');
    expect((await sign(null, 'Trapped.', { website: 'https://spam.example' })).state).toBe('held');
    expect((await sign(null, 'In no time.', { stamp: stampOf(new Date()) })).state).toBe('held');
    expect((await held()).map(({ heldReason }) => heldReason)).toEqual(['automated', 'automated']);
  });

  test('a form that was never shown here, or stood open for days, is refused', async () => {
    await allow('visitors');
    const stamps = [
      '',
      'nonsense',
      `${stampOf()}x`,
      formStamp(acme.id, 'contact', aMinuteAgo()),
      formStamp('00000000-0000-4000-8000-000000000000', 'guestbook', aMinuteAgo()),
      stampOf(new Date(Date.now() - 2 * 86_400_000)),
      stampOf(new Date(Date.now() + 3_600_000)),
    ];
    for (const stamp of stamps) {
      expect(await outcomeOf(sign(null, 'Hello.', { stamp })), stamp).toBe('BAD_REQUEST stamp');
    }
  });
});

test('who mends a mistake at once, or sends again what stood open for too long, is no program', async () => {
  await allow('visitors');
  await setCommentPolicy(await as(acme.owner), { policy: 'open' });
  const again = (sent: string) => stampFor(acme.id, 'guestbook', sent);
  expect((await sign(null, 'Mended.', { stamp: again(stampOf()) })).state).toBe('visible');
  const stale = stampOf(new Date(Date.now() - 2 * 86_400_000));
  expect(await outcomeOf(sign(null, 'Late.', { stamp: stale }))).toBe('BAD_REQUEST stamp');
  expect((await sign(null, 'Late.', { stamp: again(stale) })).state).toBe('visible');
  for (const sent of ['', 'nonsense', formStamp(acme.id, 'contact', aMinuteAgo())]) {
    expect((await sign(null, `After “${sent}”.`, { stamp: again(sent) })).state).toBe('held');
  }
});

test('the same entry sent twice is one', async () => {
  const guest = await makeMember(acme, 'guest');
  const [first, second] = [await sign(guest, 'Hello.'), await sign(guest, 'Hello.')];
  expect(second.id).toBe(first.id);
});

test('one deletes one’s own entry, and nobody else’s', async () => {
  const [joan, meera] = [await makeMember(acme, 'guest'), await makeMember(acme, 'guest')];
  const { id } = await sign(joan, 'Mine.');
  const remove = async (user: MadeUser) => outcomeOf(deleteComment(await as(user), { commentId: id }));
  expect(await remove(meera)).toBe('NOT_FOUND comment-unknown');
  expect(await remove(joan)).toBe('done');
  expect(await seenBy(joan)).toEqual([]);
});

test('an entry that is taken away has guestbook and home purged again a while later, one that appears has not', async () => {
  const again = async () => {
    const { rows } = await product.database.observer.query<{ data: unknown }>(
      `select data from pgboss.job where name = 'purge-site-again' and data->>'workspaceId' = $1`,
      [acme.id],
    );
    return rows.map(({ data }) => data);
  };
  const { id } = await sign(acme.owner, 'Hello.');
  expect(await again()).toEqual([]);
  await moderateComments(await as(acme.owner), { commentIds: [id], state: 'removed' });
  const places = [{ guestbook: true }, { home: true }].map((place) => ({ workspaceId: acme.id, ...place }));
  expect(await again()).toEqual(expect.arrayContaining(places));
  expect(await again()).toHaveLength(places.length);
});

test('pages follow one another without a gap', async () => {
  await product.database.observer.query(
    `insert into comment (workspace_id, author_user_id, body, state, created_at)
      select $1, $2, 'Entry ' || n, 'visible', now() - make_interval(mins => n) from generate_series(1, 70) n`,
    [acme.id, acme.owner.userId],
  );
  const bodies: (string | null)[] = [];
  let cursor: string | undefined;
  do {
    const page = await listGuestbook(await as(null), { cursor });
    bodies.push(...page.items.map(({ body }) => body));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(bodies).toEqual(Array.from({ length: 70 }, (_, n) => `Entry ${n + 1}`));
});

test('somebody who signs faster than people do is asked to wait', async () => {
  const guest = await makeMember(acme, 'guest');
  const outcomes: string[] = [];
  for (let n = 0; n < 11; n += 1) outcomes.push(await outcomeOf(sign(guest, `Entry ${n}`)));
  expect(outcomes.at(-2)).toBe('done');
  expect(outcomes.at(-1)).toBe('TOO_MANY_REQUESTS');
});

test('visitors behind one network are asked to wait together, and people who are signed in are not', async () => {
  await allow('visitors');
  const outcomes: string[] = [];
  for (let n = 0; n < 11; n += 1) {
    outcomes.push(await outcomeOf(sign(null, `Entry ${n}`, { name: `Visitor ${n}` })));
  }
  expect(outcomes.at(-2)).toBe('done');
  expect(outcomes.at(-1)).toBe('TOO_MANY_REQUESTS');
  expect(await outcomeOf(sign(await makeMember(acme, 'guest'), 'Hello.'))).toBe('done');
});
