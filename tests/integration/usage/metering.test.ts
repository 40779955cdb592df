import { addDomain } from '@archipelago/core/domains/add-domain';
import { inviteMember } from '@archipelago/core/invitations/invite-member';
import { drain } from '@archipelago/core/jobs/drain';
import { sendQueuedMail } from '@archipelago/core/mail/send-queued-mail';
import { createPost } from '@archipelago/core/posts/create-post';
import { measureUsage } from '@archipelago/core/usage/measure-usage';
import { measureWorkspace } from '@archipelago/core/usage/measure-workspace';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeApiKey } from '../../support/connection-factories.ts';
import {
  contextFor,
  type MadeWorkspace,
  makeMember,
  makeNotification,
  makeWorkspace,
} from '../../support/factories.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { unique } from '../../support/own-database.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';
import { callApi } from '../api/call-api.ts';
import { usageWorld } from './usage-world.ts';

let product: OwnProduct;
let mailbox: OwnMailbox;
let acme: MadeWorkspace;

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  product = await startOwnProduct({ environment: { SMTP_URL: mailbox.url } });
});
afterAll(async () => {
  await product.stop();
  await mailbox.stop();
});
beforeEach(async () => {
  await rows('delete from pgboss.job');
  mailbox.mails.length = 0;
  acme = await makeWorkspace({ name: 'Acme' });
});

const { rows, used, counted, warnings, told, onPro } = usageWorld(() => ({ product, workspace: acme }));
const later = () => new Date(Date.now() + 20_000);
const invite = async () =>
  inviteMember(await contextFor(acme.owner, acme), { email: `${unique('p')}@example.test`, role: 'member' });

describe('API requests', () => {
  test('are counted by the month, and by the day and the key', async () => {
    const [first, second] = [await makeApiKey(acme), await makeApiKey(acme)];
    for (const { token } of [first, first, second]) await callApi('GET', '/posts', { token });
    const days = [
      { source: first.id, used: 2 },
      { source: second.id, used: 1 },
    ].sort((a, b) => a.source.localeCompare(b.source));
    expect(await counted('api-requests')).toEqual({ month: 3, days });
  });

  test('that are refused are counted nowhere', async () => {
    const { token } = await makeApiKey(acme);
    await used('api-requests', 10_000);
    expect((await callApi('GET', '/posts', { token })).status).toBe(402);
    expect(await counted('api-requests')).toEqual({ month: 10_000, days: [] });
  });

  test('ask for the warning with the request that crosses a share, and with no other', async () => {
    const { token } = await makeApiKey(acme);
    const jobs = () => rows(`select 1 from pgboss.job where name = 'measure-workspace'`);
    await used('api-requests', 7_998);
    await callApi('GET', '/posts', { token });
    expect(await jobs()).toHaveLength(0);
    await callApi('GET', '/posts', { token });
    expect(await jobs()).toHaveLength(1);
    await drain(['measure-workspace'], later());
    expect(await told()).toEqual([
      { action: 'usage.limit_near', target_name: '8,000 of 10,000 API requests this month' },
    ]);
  });
});

describe('e-mails', () => {
  test('are counted in the transaction of the change that sends them', async () => {
    await invite();
    expect(await counted('emails')).toEqual({ month: 1, days: [{ source: 'invitation', used: 1 }] });
    const ctx = await contextFor(acme.owner, acme);
    await outcomeOf(inviteMember(ctx, { email: acme.owner.email, role: 'member' }));
    expect((await counted('emails'))?.month).toBe(1);
  });

  test('of the last one left, one goes, whoever asks at once', async () => {
    acme = await makeWorkspace({ plan: 'pro' });
    await used('emails', 9_999);
    const outcomes = await Promise.all([invite(), invite(), invite()].map(outcomeOf));
    expect(outcomes.sort()).toEqual([
      'PAYMENT_REQUIRED emailsPerMonth',
      'PAYMENT_REQUIRED emailsPerMonth',
      'done',
    ]);
    expect((await counted('emails'))?.month).toBe(10_000);
  });

  test('that tell of news give way to the dashboard when the month is used up', async () => {
    const grace = await makeMember(acme, 'admin');
    await rows(
      `insert into notification_preference (workspace_id, user_id, type, in_app, mail, digest)
        values ($1, $2, 'post-published', false, true, false)`,
      [acme.id, grace.userId],
    );
    await used('emails', 1_000);
    const ctx = await contextFor(acme.owner, acme);
    await createPost(ctx, { title: 'Tides', body: 'High.', publish: true });
    await drain(['workspace-event', 'mail'], later());
    expect(mailbox.mails).toHaveLength(0);
    const news = await rows(
      `select mail, in_app, read_at from notification where workspace_id = $1 and user_id = $2 and type = 'post-published'`,
      [acme.id, grace.userId],
    );
    expect(news).toEqual([{ mail: false, in_app: true, read_at: null }]);
    expect((await counted('emails'))?.month).toBe(1_000);
  });

  test('of a digest wait for the next month, and then have everything in them', async () => {
    await makeNotification(acme, acme.owner, { digest: true });
    const digest = () =>
      sendQueuedMail({
        message: 'digest',
        workspaceId: acme.id,
        userId: acme.owner.userId,
        day: '2026-11-21',
      });
    await used('emails', 1_000);
    await digest();
    expect(mailbox.mails).toHaveLength(0);
    await used('emails', 0);
    await digest();
    expect(mailbox.mails).toHaveLength(1);
    expect((await counted('emails'))?.days).toEqual([{ source: 'digest', used: 1 }]);
  });

  test('about paying always go, and are not counted', async () => {
    await used('emails', 1_000);
    await measureWorkspace(acme.id);
    await drain(['workspace-event', 'mail'], later());
    expect(mailbox.mails.map(({ to }) => to?.map(({ address }) => address))).toEqual([[acme.owner.email]]);
    expect((await counted('emails'))?.month).toBe(1_000);
  });
});

describe('a warning', () => {
  test('reaches whoever may pay, in the dashboard and by mail, and nobody else', async () => {
    const grace = await makeMember(acme, 'admin');
    await used('emails', 850);
    await measureWorkspace(acme.id);
    await drain(['workspace-event', 'mail'], later());
    const people = await rows<{ user_id: string }>(
      `select user_id from notification where workspace_id = $1 and type = 'limit-near' and in_app and mail`,
      [acme.id],
    );
    expect(people).toEqual([{ user_id: acme.owner.userId }]);
    expect(people).not.toContainEqual({ user_id: grace.userId });
    expect(mailbox.mails).toHaveLength(1);
    expect(JSON.stringify(mailbox.mails[0])).toContain('850 of 1,000 e-mails this month');
  });

  test('is one a month and share, however often and by how many it is measured', async () => {
    await used('emails', 800);
    await Promise.all([measureWorkspace(acme.id), measureWorkspace(acme.id), measureUsage()]);
    expect(await told()).toHaveLength(1);
    await used('emails', 1_000);
    await measureWorkspace(acme.id);
    await measureWorkspace(acme.id);
    expect((await told()).map(({ action }) => action)).toEqual(['usage.limit_near', 'usage.limit_reached']);
  });

  test('of both shares at once is that of the limit', async () => {
    await used('emails', 1_000);
    await measureWorkspace(acme.id);
    expect((await told()).map(({ action }) => action)).toEqual(['usage.limit_reached']);
    expect((await warnings()).map(({ threshold }) => threshold)).toEqual([80, 100]);
  });

  test('comes again in another month: of what is counted by itself, of what stands once it was below', async () => {
    await Promise.all([makeMember(acme, 'member'), makeMember(acme, 'member')]);
    await used('emails', 1_000);
    await measureWorkspace(acme.id);
    const back = () =>
      rows(`update usage_warning set period = period - interval '1 month' where workspace_id = $1`, [
        acme.id,
      ]);
    await back();
    await measureWorkspace(acme.id);
    const seats = async () => (await told()).filter(({ target_name }) => target_name.includes('seats'));
    expect(await told()).toHaveLength(3);
    expect(await seats()).toEqual([{ action: 'usage.limit_reached', target_name: '3 of 3 seats' }]);
    await rows(`delete from member where workspace_id = $1 and role = 'member'`, [acme.id]);
    await measureWorkspace(acme.id);
    expect((await warnings()).filter(({ meter }) => meter === 'seats').every(({ ended }) => ended)).toBe(
      true,
    );
    await Promise.all([makeMember(acme, 'member'), makeMember(acme, 'member')]);
    await measureWorkspace(acme.id);
    expect(await seats()).toHaveLength(2);
  });

  test('comes again in the same month when a larger plan comes to its end, too, and no oftener', async () => {
    await used('emails', 1_000);
    await Promise.all([makeMember(acme, 'member'), makeMember(acme, 'member')]);
    await measureWorkspace(acme.id);
    expect(await told()).toHaveLength(2);
    await onPro();
    await measureWorkspace(acme.id);
    expect(await told()).toHaveLength(2);
    await used('emails', 8_000);
    // Forty of fifty seats: nobody measured while there were fewer.
    await rows(
      `with people as (insert into "user" (clerk_user_id, email, name)
        select gen_random_uuid()::text, gen_random_uuid() || '@seats.test', 'Person' from generate_series(4, 40) n returning id)
        insert into member (workspace_id, user_id, role) select $1::uuid, id, 'member'::role from people`,
      [acme.id],
    );
    for (let times = 0; times < 2; times += 1) await measureWorkspace(acme.id);
    expect(
      (await told())
        .slice(2)
        .map(({ target_name }) => target_name)
        .sort(),
    ).toEqual(['40 of 50 seats', '8,000 of 10,000 e-mails this month']);
    mailbox.mails.length = 0;
    await drain(['workspace-event', 'mail'], later());
    expect(mailbox.mails).toHaveLength(4);
  });

  test('is asked for by the command that crosses the share, and by nothing that is rolled back', async () => {
    acme = await makeWorkspace({ plan: 'pro' });
    const ctx = await contextFor(acme.owner, acme);
    const jobs = () => rows(`select 1 from pgboss.job where name = 'measure-workspace'`);
    await addDomain(ctx, { domain: `${unique('d')}.example.localhost` });
    await addDomain(ctx, { domain: `${unique('d')}.example.localhost` });
    expect(await jobs()).toHaveLength(0);
    expect(await outcomeOf(addDomain(ctx, { domain: 'localhost' }))).toBe('BAD_REQUEST');
    expect(await jobs()).toHaveLength(0);
    await addDomain(ctx, { domain: `${unique('d')}.example.localhost` });
    expect(await jobs()).toHaveLength(1);
    await drain(['measure-workspace'], later());
    expect(await told()).toEqual([{ action: 'usage.limit_reached', target_name: '3 of 3 custom domains' }]);
  });
});

test('with the first of a month everything counted begins anew: what was refused is given again', async () => {
  const { token } = await makeApiKey(acme);
  for (const meter of ['api-requests', 'emails']) await used(meter, meter === 'emails' ? 1_000 : 10_000);
  expect((await callApi('GET', '/posts', { token })).status).toBe(402);
  expect(await outcomeOf(invite())).toBe('PAYMENT_REQUIRED emailsPerMonth');
  await measureWorkspace(acme.id);
  await rows(`update usage_counter set period = period - interval '1 month' where workspace_id = $1`, [
    acme.id,
  ]);
  await rows(`update usage_warning set period = period - interval '1 month' where workspace_id = $1`, [
    acme.id,
  ]);
  expect((await callApi('GET', '/posts', { token })).status).toBe(200);
  expect(await outcomeOf(invite())).toBe('done');
  expect([(await counted('api-requests'))?.month, (await counted('emails'))?.month]).toEqual([1, 1]);
  const before = (await told()).length;
  await used('emails', 800);
  await measureWorkspace(acme.id);
  expect((await told()).slice(before).map(({ target_name }) => target_name)).toEqual([
    '800 of 1,000 e-mails this month',
  ]);
});

test('hours are kept for as long as days can be looked at, and of what stands the last one before', async () => {
  const hour = (meter: string, days: number, amount: number) =>
    rows(
      `insert into usage_hour (workspace_id, meter, hour, used) values ($1, $2, date_trunc('hour', now(), 'UTC') - $3 * interval '1 day', $4)`,
      [acme.id, meter, days, amount],
    );
  await hour('seats', 30, 7);
  await hour('seats', 20, 1);
  await hour('emails', 20, 3);
  await hour('emails', 12, 4);
  await hour('emails', 2, 5);
  await measureUsage(new Date('2026-11-21T04:11:00Z'));
  const kept = await rows<{ meter: string; used: number }>(
    `select meter, used::int as used from usage_hour where workspace_id = $1 and meter in ('seats', 'emails') order by hour`,
    [acme.id],
  );
  // One seat is taken, as it was: no row for this hour.
  expect(kept).toEqual([
    { meter: 'seats', used: 1 },
    { meter: 'emails', used: 4 },
    { meter: 'emails', used: 5 },
  ]);
});

test('what stands is written down once a day, as it was measured last', async () => {
  await measureWorkspace(acme.id);
  await makeMember(acme, 'member');
  await measureWorkspace(acme.id);
  expect((await counted('seats'))?.days).toEqual([{ source: '', used: 2 }]);
});
