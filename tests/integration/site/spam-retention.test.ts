import { forgetSpam } from '@archipelago/core/abuse/forget-spam';
import { spamDays } from '@archipelago/core/abuse/spam-days';
import { moderateComments } from '@archipelago/core/comments/moderate-comments';
import type { InquiryState } from '@archipelago/core/inquiries/inquiry-states';
import { setInquiryState } from '@archipelago/core/inquiries/set-inquiry-state';
import { drain } from '@archipelago/core/jobs/drain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makePost,
  makeWorkspace,
} from '../../support/factories.ts';
import { makeComment } from '../../support/make-comment.ts';
import { makeInquiry } from '../../support/make-inquiry.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { commentsWorld } from '../comments/comments-world.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };
let world: ReturnType<typeof commentsWorld>;

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace({ plan: 'pro' });
  post = await makePost(acme, { status: 'published' });
  world = commentsWorld(product, acme, post);
});

const as = (user: MadeUser | null) => contextFor(user, acme);
/** So many days later, as far as what is kept is concerned. */
const later = (days: number) => new Date(Date.now() + days * 86_400_000);
const overdue = () => later(spamDays + 0.01);
const inTime = () => later(spamDays - 0.01);
const put = async (inquiryId: string, state: InquiryState) =>
  setInquiryState(await as(acme.owner), { inquiryId, state });
const moderate = async (commentIds: string[], state: 'visible' | 'held' | 'removed') =>
  moderateComments(await as(acme.owner), { commentIds, state });
const inquiries = async () =>
  (
    await world.query<{ subject: string }>(
      `select i.subject from inquiry i join inquiry_message m on m.inquiry_id = i.id
        where i.workspace_id = $1 order by i.subject`,
    )
  ).map(({ subject }) => subject);
/** As if it had been written, or have become what it is, so many days ago. */
const age = (table: 'inquiry' | 'comment', id: string, column: string, days: number) =>
  world.query(
    `update ${table} set ${column} = now() - make_interval(secs => $3) where workspace_id = $1 and id = $2`,
    [id, days * 86_400],
  );
const statesOf = (ids: readonly string[]) => Promise.all(ids.map((id) => world.stateOf(id)));
/** An entry of the guestbook that looks automated, or waits for another reason. */
async function entry(heldReason: 'automated' | 'first' | 'links' | 'reports'): Promise<string> {
  const [row] = await world.query<{ id: string }>(
    `insert into comment (workspace_id, author_name, body, state, held_reason)
      values ($1, 'Nadia', 'Buy now.', 'held', $2::comment_held_reason) returning id`,
    [heldReason],
  );
  return row?.id ?? '';
}

test('inquiries under spam go with their words after thirty days, and open and closed ones stay', async () => {
  for (const state of ['open', 'closed', 'spam'] as const) await makeInquiry(acme, { state, subject: state });
  await forgetSpam(inTime());
  expect(await inquiries()).toEqual(['closed', 'open', 'spam']);
  await forgetSpam(overdue());
  expect(await inquiries()).toEqual(['closed', 'open']);
  expect((await as(acme.owner)).workspace.openInquiries).toBe(1);
});

test('the days count from when it was taken for spam, and anew when it was open in between', async () => {
  const { id } = await makeInquiry(acme, { subject: 'old' });
  await age('inquiry', id, 'created_at', 300);
  await put(id, 'spam');
  await forgetSpam(inTime());
  expect(await inquiries()).toEqual(['old']);
  await age('inquiry', id, 'spam_at', 29);
  await put(id, 'open');
  await forgetSpam(overdue());
  await put(id, 'spam');
  await forgetSpam(later(2));
  expect(await inquiries()).toEqual(['old']);
  await forgetSpam(overdue());
  expect(await inquiries()).toEqual([]);
});

test('of what waits, only what looks automated goes; the count that the menu shows follows', async () => {
  const ids = [await entry('automated'), await entry('first'), await entry('links'), await entry('reports')];
  await forgetSpam(inTime());
  expect((await as(acme.owner)).workspace.heldComments).toBe(4);
  await forgetSpam(overdue());
  expect(await statesOf(ids)).toEqual(['gone', 'held first', 'held links', 'held reports']);
  expect((await as(acme.owner)).workspace.heldComments).toBe(3);
});

test('what was removed goes thirty days after that, restored it stays, and both kinds count by themselves', async () => {
  const [old, restored, entryId] = [
    await makeComment(acme, { postId: post.id }),
    await makeComment(acme, { postId: post.id }),
    await entry('first'),
  ];
  const ids = [old.id, restored.id, entryId];
  for (const id of ids) await age('comment', id, 'created_at', 300);
  await moderate(ids, 'removed');
  await forgetSpam(inTime());
  expect(await statesOf(ids)).toEqual(['removed', 'removed', 'removed']);
  await moderate([restored.id], 'visible');
  await forgetSpam(overdue());
  expect(await statesOf(ids)).toEqual(['gone', 'visible', 'gone']);
});

test('with replies, an empty place stays, which the last of them takes along', async () => {
  const joan = await makeMember(acme, 'guest');
  const top = await makeComment(acme, { postId: post.id, body: 'Buy now.' });
  const reply = await makeComment(acme, { postId: post.id, parentId: top.id, author: joan, body: 'No.' });
  await moderate([top.id], 'removed');
  await forgetSpam(overdue());
  expect(await statesOf([top.id, reply.id])).toEqual(['empty removed', 'visible']);
  expect((await world.seenBy(null)).texts).toEqual([[null, 'No.']]);
  await moderate([reply.id], 'removed');
  await forgetSpam(inTime());
  expect(await statesOf([top.id, reply.id])).toEqual(['empty removed', 'removed']);
  await forgetSpam(overdue());
  expect(await statesOf([top.id, reply.id])).toEqual(['gone', 'gone']);
});

test('a thread that was removed as a whole goes as a whole', async () => {
  const top = await makeComment(acme, { postId: post.id });
  const reply = await makeComment(acme, { postId: post.id, parentId: top.id });
  await moderate([top.id, reply.id], 'removed');
  await forgetSpam(overdue());
  expect(await statesOf([top.id, reply.id])).toEqual(['gone', 'gone']);
});

test('more than a batch of them goes, in every workspace, by the nightly job', async () => {
  const other = await makeWorkspace();
  for (const workspace of [acme, other]) {
    await product.database.observer.query(
      `insert into inquiry (workspace_id, name, email, subject, state, created_at)
        select $1, 'Spam', 'spam@example.test', 'Spam ' || n, 'spam', now() - interval '40 days'
        from generate_series(1, 1200) n`,
      [workspace.id],
    );
  }
  await product.database.observer.query(
    `update inquiry set spam_at = now() - interval '31 days' where state = 'spam' and subject <> 'Spam 7'`,
  );
  await product.database.observer.query(
    `insert into pgboss.job (name, data) values ('data-retention', '{}')`,
  );
  const { completed, failed } = await drain(['data-retention'], new Date(Date.now() + 30_000));
  expect([completed, failed]).toEqual([1, 0]);
  const { rows } = await product.database.observer.query<{ subject: string }>(
    'select subject from inquiry where workspace_id = any($1)',
    [[acme.id, other.id]],
  );
  expect(rows).toEqual([{ subject: 'Spam 7' }, { subject: 'Spam 7' }]);
});

test('days counted from when it was written instead are caught', async () => {
  await product.database.observer.query(`create or replace function app.note_spam() returns trigger
    language plpgsql as $$ begin
      new.spam_at := case when new.state = 'spam' then new.created_at end;
      return new; end $$`);
  const { id } = await makeInquiry(acme, { subject: 'old' });
  await age('inquiry', id, 'created_at', 300);
  await put(id, 'spam');
  await forgetSpam(inTime());
  expect(await inquiries()).toEqual([]);
});
