import { formStamp, platformSite } from '@archipelago/core/abuse/form-stamp';
import { sendContactMessage } from '@archipelago/core/contact/send-contact-message';
import type { PersonContext } from '@archipelago/core/context/context';
import { drain } from '@archipelago/core/jobs/drain';
import { counterOf } from '@archipelago/core/rate-limits/limit';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

let product: OwnProduct;
let mailbox: OwnMailbox;

beforeAll(async () => {
  mailbox = await startOwnMailbox();
  product = await startOwnProduct({
    environment: { SMTP_URL: mailbox.url, MAIL_FROM: 'Archipelago <hello@archipelago.test>' },
  });
});
afterAll(async () => {
  await product.stop();
  await mailbox.stop();
});
beforeEach(() => {
  mailbox.mails.length = 0;
});

let visitors = 0;
/** Somebody who is not signed in, at an address of their own. */
function visitor(): PersonContext {
  visitors += 1;
  return {
    actor: { kind: 'anonymous' },
    request: { requestId: 'contact', ip: `203.0.113.${visitors}`, country: null },
  };
}

const minutesAgo = (minutes: number) =>
  formStamp(platformSite, 'contact', new Date(Date.now() - minutes * 60_000));
const words = { name: 'Nora Lind', email: 'Nora@Example.test', message: 'How do I leave?\n\nThank you.' };
const drainMail = () => drain(['mail'], new Date(Date.now() + 10_000));
async function kept(): Promise<number> {
  const { rows } = await product.database.observer.query('select count(*)::int as n from contact_message');
  return rows[0].n;
}

test('a message goes to whoever runs the platform, is answered to its writer, and is kept no longer', async () => {
  await sendContactMessage(visitor(), { ...words, stamp: minutesAgo(1) });
  expect(await kept()).toBe(1);
  await drainMail();
  expect(mailbox.mails).toHaveLength(1);
  const [mail] = mailbox.mails;
  expect(mail).toMatchObject({
    to: [{ address: 'hello@archipelago.test' }],
    replyTo: [{ address: 'nora@example.test' }],
    subject: 'Nora Lind wrote through the contact form',
  });
  expect(mail?.text).toContain('How do I leave?');
  expect(await kept()).toBe(0);
});

test('a message waits while the mail server refuses it, and its words are nowhere in the queue', async () => {
  mailbox.refusals.push('451 try later');
  await sendContactMessage(visitor(), { ...words, stamp: minutesAgo(1) });
  await drainMail();
  expect([mailbox.mails.length, await kept()]).toEqual([0, 1]);
  const { rows } = await product.database.observer.query(
    `select string_agg(j::text, '') as everything from pgboss.job j`,
  );
  expect(rows[0].everything).not.toMatch(/Nora|How do I leave/);
});

test('what fills in the hidden field is thanked and not kept', async () => {
  const before = await kept();
  const answer = await sendContactMessage(visitor(), {
    ...words,
    stamp: minutesAgo(1),
    website: 'https://spam.test',
  });
  expect([answer, await kept()]).toEqual([{ sent: true }, before]);
});

test('a form that was sent at once, a day late or with a time of its own is not kept', async () => {
  const before = await kept();
  const ofTenant = formStamp(
    '00000000-0000-4000-8000-000000000000',
    'contact',
    new Date(Date.now() - 60_000),
  );
  for (const stamp of [minutesAgo(0), minutesAgo(25 * 60), '1700000000.forged', ofTenant, '']) {
    expect(await outcomeOf(sendContactMessage(visitor(), { ...words, stamp }))).toBe('BAD_REQUEST');
  }
  expect(await kept()).toBe(before);
});

test('a sixth message in an hour from one address is refused', async () => {
  const somebody = visitor();
  for (let sent = 0; sent < 5; sent += 1) {
    await sendContactMessage(somebody, { ...words, stamp: minutesAgo(1) });
  }
  expect(await outcomeOf(sendContactMessage(somebody, { ...words, stamp: minutesAgo(1) }))).toBe(
    'TOO_MANY_REQUESTS',
  );
});

test('a network is one sender, whichever of its addresses is used, and everybody together has a day’s share', async () => {
  const send = (ip: string) => {
    const somebody = visitor();
    return outcomeOf(
      sendContactMessage(
        { ...somebody, request: { ...somebody.request, ip } },
        { ...words, email: `${visitors}@example.test`, stamp: minutesAgo(1) },
      ),
    );
  };
  for (let sent = 1; sent <= 5; sent += 1) expect(await send(`2001:db8:5:6::${sent}`)).toBe('done');
  expect(await send('2001:DB8:5:6:ffff::1')).toBe('TOO_MANY_REQUESTS');
  expect(await send('2001:db8:5:7::1')).toBe('done');
  await product.database.observer.query('update rate_limit set used = 200 where key_hash = $1', [
    counterOf('contact'),
  ]);
  expect(await send('2001:db8:5:8::1')).toBe('TOO_MANY_REQUESTS');
  await product.database.observer.query('delete from rate_limit');
});

test('a name cannot begin another header of the mail', async () => {
  const forged = { ...words, name: 'Nora\r\nBcc: all@example.test', stamp: minutesAgo(1) };
  expect(await outcomeOf(sendContactMessage(visitor(), forged))).toBe('BAD_REQUEST');
});
