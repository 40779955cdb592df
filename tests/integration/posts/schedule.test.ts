import { drain } from '@archipelago/core/jobs/drain';
import { getPost } from '@archipelago/core/posts/get-post';
import { publishDuePost } from '@archipelago/core/posts/publish-due-post';
import { publishPost } from '@archipelago/core/posts/publish-post';
import { schedulePost } from '@archipelago/core/posts/schedule-post';
import { unschedulePost } from '@archipelago/core/posts/unschedule-post';
import { clockTimeOf } from '@archipelago/core/time/zoned-time';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { contextFor, type MadeWorkspace, makePost, makeWorkspace } from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let acme: MadeWorkspace;
let post: { id: string; slug: string };

beforeAll(async () => {
  product = await startOwnProduct();
});
afterAll(() => product.stop());
beforeEach(async () => {
  acme = await makeWorkspace();
  await sql(`update workspace set time_zone = 'Asia/Kathmandu' where id = $1`);
  post = await makePost(acme);
});

const sql = async <Row extends object>(text: string, values: unknown[] = []): Promise<Row[]> =>
  (await product.database.observer.query<Row>(text, [acme.id, ...values])).rows;
const owner = () => contextFor(acme.owner, acme);
const read = async () => getPost(await owner(), { postId: post.id });
const inHours = (hours: number) => {
  const moment = new Date(Date.now() + hours * 3_600_000);
  moment.setUTCSeconds(0, 0);
  return moment;
};
const schedule = async (moment: Date) =>
  schedulePost(await owner(), { postId: post.id, at: clockTimeOf(moment, 'Asia/Kathmandu') });
/** Moves the hands on: the minute is here, for the post and for its jobs. */
const minuteComes = async () => {
  await sql(
    "update post set publish_at = now() - interval '1 second' where workspace_id = $1 and publish_at is not null",
  );
  await product.database.observer.query(
    `update pgboss.job set start_after = now() where name = 'publish-due-post' and state < 'active'`,
  );
};
const published = () =>
  sql<{ actor_name: string }>(
    `select actor_name from audit_event where workspace_id = $1 and action = 'post.published'`,
  );

test('a post is published at its minute, by the clocks of the workspace, once', async () => {
  const at = inHours(30);
  expect((await schedule(at)).publishAt).toEqual(at);
  const jobs = await sql<{ start_after: Date }>(
    `select start_after from pgboss.job where name = 'publish-due-post' and data ->> 'workspaceId' = $1::text`,
  );
  expect(jobs).toEqual([{ start_after: at }]);
  await publishDuePost(acme.id, post.id);
  expect((await read()).status).toBe('scheduled');
  await minuteComes();
  const { publishAt } = await read();
  expect((await drain(['publish-due-post'], inHours(1))).failed).toBe(0);
  expect(await read()).toMatchObject({ status: 'published', publishedAt: publishAt, publishAt: null });
  await Promise.all([publishDuePost(acme.id, post.id), publishDuePost(acme.id, post.id)]);
  expect(await published()).toEqual([{ actor_name: 'Archipelago' }]);
});

test('an attempt that was cut off before its end leaves nothing, and the next one publishes', async () => {
  await schedule(inHours(2));
  await minuteComes();
  // The log is the last thing that an attempt writes: refused, the attempt ends there as with a kill.
  await product.database.observer.query(
    `alter table audit_event add constraint cut_off check (action <> 'post.published') not valid`,
  );
  await expect(publishDuePost(acme.id, post.id)).rejects.toThrow();
  expect((await read()).status).toBe('scheduled');
  await product.database.observer.query('alter table audit_event drop constraint cut_off');
  await publishDuePost(acme.id, post.id);
  expect((await read()).status).toBe('published');
});

test('a schedule that was withdrawn or moved publishes nothing at the former minute', async () => {
  await schedule(inHours(2));
  await unschedulePost(await owner(), { postId: post.id });
  await minuteComes();
  await drain(['publish-due-post'], inHours(1));
  expect((await read()).status).toBe('draft');
  const later = inHours(5);
  await schedule(inHours(3));
  await schedule(later);
  await publishDuePost(acme.id, post.id);
  expect(await read()).toMatchObject({ status: 'scheduled', publishAt: later });
});

test('publishing now ends the schedule', async () => {
  await schedule(inHours(2));
  await publishPost(await owner(), { postId: post.id });
  expect(await read()).toMatchObject({ status: 'published', publishAt: null });
  expect(await outcomeOf(schedule(inHours(2)))).toBe('CONFLICT');
});

test('a moment that is over, too far, or none is refused', async () => {
  for (const at of ['', 'soon', '2026-02-30T10:00', clockTimeOf(inHours(-1), 'Asia/Kathmandu')]) {
    expect(await outcomeOf(schedulePost(await owner(), { postId: post.id, at }))).toBe('BAD_REQUEST');
  }
  expect(await outcomeOf(schedule(inHours(24 * 800)))).toBe('BAD_REQUEST');
});
