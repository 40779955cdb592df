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

async function rows<Row>(sql: string, values: unknown[] = []): Promise<Row[]> {
  return (await product.database.observer.query(sql, values)).rows as Row[];
}
const later = () => new Date(Date.now() + 20_000);
const month = `date_trunc('month', now() at time zone 'UTC')::date`;
const used = (meter: string, amount: number) =>
  rows(
    `insert into usage_counter (workspace_id, meter, period, used) values ($1, $2, ${month}, $3)
      on conflict (workspace_id, meter, period) do update set used = excluded.used`,
    [acme.id, meter, amount],
  );
const counted = async (meter: string) => {
  const [row] = await rows<{ month: number; days: { source: string; used: number }[] }>(
    `select coalesce((select used from usage_counter where workspace_id = $1 and meter = $2 and period = ${month}), 0)::int as month,
      (select coalesce(json_agg(json_build_object('source', source, 'used', used) order by source), '[]') from usage_day
        where workspace_id = $1 and meter = $2 and day = (now() at time zone 'UTC')::date) as days`,
    [acme.id, meter],
  );
  return row;
};
const warnings = () =>
  rows<{ meter: string; threshold: number; ended: boolean }>(
    `select meter, threshold, ended_at is not null as ended from usage_warning where workspace_id = $1 order by 1, 2`,
    [acme.id],
  );
const told = () =>
  rows<{ action: string; target_name: string }>(
    `select action, target_name from audit_event where workspace_id = $1 and action like 'usage.%' order by created_at`,
    [acme.id],
  );
const invite = async (ctx?: Awaited<ReturnType<typeof contextFor>>) =>
  inviteMember(ctx ?? (await contextFor(acme.owner, acme)), {
    email: `${unique('p')}@example.test`,
    role: 'member',
  });

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

test('what stands is written down once a day, as it was measured last', async () => {
  await measureWorkspace(acme.id);
  await makeMember(acme, 'member');
  await measureWorkspace(acme.id);
  expect((await counted('seats'))?.days).toEqual([{ source: '', used: 2 }]);
});
