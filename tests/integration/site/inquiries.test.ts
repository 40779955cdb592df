import { formStamp } from '@archipelago/core/abuse/form-stamp';
import { answerInquiry } from '@archipelago/core/inquiries/answer-inquiry';
import { assignInquiry } from '@archipelago/core/inquiries/assign-inquiry';
import { deleteInquiry } from '@archipelago/core/inquiries/delete-inquiry';
import { getInquiry } from '@archipelago/core/inquiries/get-inquiry';
import type { InquiryState } from '@archipelago/core/inquiries/inquiry-states';
import { listInquiries } from '@archipelago/core/inquiries/list-inquiries';
import { mostTold, sendInquiry } from '@archipelago/core/inquiries/send-inquiry';
import { setInquiryState } from '@archipelago/core/inquiries/set-inquiry-state';
import { drain } from '@archipelago/core/jobs/drain';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  contextFor,
  type MadeUser,
  type MadeWorkspace,
  makeMember,
  makeRole,
  makeWorkspace,
  memberIdOf,
} from '../../support/factories.ts';
import { makeInquiry } from '../../support/make-inquiry.ts';
import { outcomeOf } from '../../support/outcome-of.ts';
import { type OwnMailbox, startOwnMailbox } from '../../support/own-mailbox.ts';
import { type OwnProduct, startOwnProduct } from '../../support/own-product.ts';

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
  acme = await makeWorkspace({ plan: 'pro' });
  mailbox.mails.length = 0;
});

const as = (user: MadeUser | null) => contextFor(user, acme);
const question = {
  name: 'Nadia Haddad',
  email: 'Nadia@Example.test',
  subject: 'Opening hours',
  body: 'When are you open?\r\n\r\nThank you.',
};
async function send(over: Record<string, string> = {}, user: MadeUser | null = null) {
  const stamp = formStamp(acme.id, 'contact', new Date(Date.now() - 60_000));
  return sendInquiry(await as(user), { ...question, stamp, ...over });
}
const inbox = async (state: InquiryState = 'open', mine?: 'yes') =>
  (await listInquiries(await as(acme.owner), { state, mine })).items;
const later = () => new Date(Date.now() + 10_000);
const told = async () =>
  (
    await product.database.observer.query<{ told: string }>(
      `select user_id || ' ' || type as told from notification where workspace_id = $1`,
      [acme.id],
    )
  ).rows.map((row) => row.told);

test('what a visitor writes is in the inbox, those who may read it are told, and nobody is mailed', async () => {
  const [member] = [await makeMember(acme, 'member'), await makeMember(acme, 'guest')];
  await send();
  const [inquiry] = await inbox();
  expect(inquiry).toMatchObject({
    name: 'Nadia Haddad',
    email: 'nadia@example.test',
    excerpt: 'When are you open? Thank you.',
    isAnswered: false,
    assigneeName: null,
  });
  expect((await as(acme.owner)).workspace.openInquiries).toBe(1);
  await drain(['workspace-event'], later());
  expect((await told()).sort()).toEqual(
    [acme.owner, member].map(({ userId }) => `${userId} inquiry-received`).sort(),
  );
  expect(mailbox.mails.map(({ to }) => to?.[0]?.address)).not.toContain('nadia@example.test');
});

test('a flood of inquiries is in the inbox and does not use up the mails of the plan', async () => {
  for (let n = 0; n < mostTold - 1; n += 1) await makeInquiry(acme);
  await send({ subject: 'The last that tells' });
  await send({ subject: 'One more' });
  await drain(['workspace-event'], later());
  expect(await told()).toEqual([`${acme.owner.userId} inquiry-received`]);
  expect(await inbox()).toHaveLength(mostTold + 1);
});

test('what looks like spam is kept aside and tells nobody', async () => {
  await send({ website: 'https://spam.example' });
  await send({ subject: 'Sent in no time', stamp: formStamp(acme.id, 'contact') });
  await send({ body: Array.from({ length: 5 }, (_, n) => `https://${n}.example`).join(' ') });
  expect(await inbox()).toEqual([]);
  expect(await inbox('spam')).toHaveLength(3);
  await drain(['workspace-event'], later());
  expect(await told()).toEqual([]);
  expect((await as(acme.owner)).workspace.openInquiries).toBe(0);
});

test('the same message sent twice is one inquiry, and the same answer sent twice one mail', async () => {
  await send();
  await send();
  await send({ body: 'And on Sundays?' });
  const inquiries = await inbox();
  expect(inquiries.map(({ excerpt }) => excerpt)).toEqual([
    'And on Sundays?',
    'When are you open? Thank you.',
  ]);
  const inquiryId = inquiries[0]?.id ?? '';
  for (let n = 0; n < 2; n += 1) {
    await answerInquiry(await as(acme.owner), { inquiryId, body: 'On Sundays, too.', close: 'yes' });
  }
  await drain(['mail'], later());
  expect(mailbox.mails.filter(({ to }) => to?.[0]?.address === 'nadia@example.test')).toHaveLength(1);
});

test('an address is told to be theirs only of somebody who was signed in with it', async () => {
  const joan = await makeMember(acme, 'guest');
  await send({}, joan);
  await send({ email: joan.email.toUpperCase(), subject: 'Own' }, joan);
  await send({ email: joan.email, subject: 'By anybody' });
  const told = await Promise.all(
    (await inbox()).map(async ({ id, subject }) => {
      const { isAddressTheirs } = await getInquiry(await as(acme.owner), { inquiryId: id });
      return [subject, isAddressTheirs];
    }),
  );
  expect(Object.fromEntries(told)).toEqual({ 'Opening hours': false, Own: true, 'By anybody': false });
});

test('a form that was not shown here is refused', async () => {
  expect(await outcomeOf(send({ stamp: 'nonsense' }))).toBe('BAD_REQUEST stamp');
});

test('answers go out as one thread of mails, and stay in the inquiry', async () => {
  await send();
  const [{ id } = { id: '' }] = await inbox();
  const answer = async (body: string, close: 'yes' | 'no' = 'no') =>
    answerInquiry(await as(acme.owner), { inquiryId: id, body, close });
  await answer('From nine to five.');
  await drain(['mail'], later());
  await answer('Except on Sundays.', 'yes');
  await drain(['mail'], later());
  const mails = mailbox.mails.filter(({ to }) => to?.[0]?.address === 'nadia@example.test');
  expect(mails.map(({ subject }) => subject)).toEqual(['Re: Opening hours', 'Re: Opening hours']);
  const [first, second] = mails;
  expect(first?.text).toContain('From nine to five.');
  expect(first?.replyTo?.[0]?.address).toBe(acme.owner.email);
  expect(first?.inReplyTo).toBeUndefined();
  expect(second?.inReplyTo).toBe(first?.messageId);
  expect(second?.references).toContain(first?.messageId);
  const { messages, state, assigneeUserId } = await getInquiry(await as(acme.owner), { inquiryId: id });
  expect(messages.map(({ direction, body }) => `${direction}: ${body}`)).toEqual([
    'received: When are you open?\n\nThank you.',
    'sent: From nine to five.',
    'sent: Except on Sundays.',
  ]);
  expect(messages.slice(1).every(({ mailedAt }) => mailedAt !== null)).toBe(true);
  expect([state, assigneeUserId]).toEqual(['closed', acme.owner.userId]);
});

test('a mail that was not taken is tried again, once it is taken never', async () => {
  const { id } = await makeInquiry(acme);
  mailbox.refusals.push('busy');
  await answerInquiry(await as(acme.owner), { inquiryId: id, body: 'Yes.' });
  await drain(['mail'], later());
  expect(mailbox.mails).toHaveLength(0);
  await drain(['mail'], new Date(Date.now() + 3_600_000)).catch(() => undefined);
  const { rows } = await product.database.observer.query<{ id: string }>(
    'select id from inquiry_message where workspace_id = $1 and direction = $2',
    [acme.id, 'sent'],
  );
  const { sendQueuedMail } = await import('@archipelago/core/mail/send-queued-mail');
  const again = () =>
    sendQueuedMail({ message: 'inquiry-answer', workspaceId: acme.id, messageId: rows[0]?.id ?? '' });
  await again();
  await again();
  expect(mailbox.mails).toHaveLength(1);
});

test('an inquiry is given to somebody on the team, who is told, and to nobody else', async () => {
  const [member, guest] = [await makeMember(acme, 'member'), await makeMember(acme, 'guest')];
  const { id } = await makeInquiry(acme);
  const give = async (userId: string) =>
    outcomeOf(assignInquiry(await as(acme.owner), { inquiryId: id, userId }));
  expect(await give(guest.userId)).toBe('NOT_FOUND inquiry-unknown');
  expect(await give(member.userId)).toBe('done');
  expect(await inbox('open', 'yes')).toEqual([]);
  await drain(['workspace-event'], later());
  expect(await told()).toContain(`${member.userId} inquiry-assigned`);
  expect(await give('')).toBe('done');
  expect((await inbox())[0]?.assigneeName).toBeNull();
  expect(await memberIdOf(acme, member)).toBeTruthy();
});

test('an inquiry is not given to somebody whose role does not open it', async () => {
  const { id: customRoleId } = await makeRole(acme, ['posts:read']);
  const writer = await makeMember(acme, 'member', undefined, { customRoleId });
  const { id } = await makeInquiry(acme);
  const assigned = assignInquiry(await as(acme.owner), { inquiryId: id, userId: writer.userId });
  expect(await outcomeOf(assigned)).toBe('NOT_FOUND inquiry-unknown');
  const { team } = await getInquiry(await as(acme.owner), { inquiryId: id });
  expect(team.map(({ userId }) => userId)).toEqual([acme.owner.userId]);
});

test('the count of open ones follows every change', async () => {
  const [one, two] = [await makeInquiry(acme), await makeInquiry(acme)];
  const open = async () => (await as(acme.owner)).workspace.openInquiries;
  const put = async (id: string, state: InquiryState) =>
    setInquiryState(await as(acme.owner), { inquiryId: id, state });
  expect(await open()).toBe(2);
  await put(one.id, 'closed');
  await put(two.id, 'spam');
  expect(await open()).toBe(0);
  await put(two.id, 'open');
  expect(await open()).toBe(1);
  await deleteInquiry(await as(acme.owner), { inquiryId: two.id });
  expect(await open()).toBe(0);
});

test('a mailbox is asked to wait under every name it goes by', async () => {
  const names = ['nadia', 'n.adia', 'nadia+1', 'nadia+2', 'NADIA'];
  for (const name of names) {
    expect(await outcomeOf(send({ email: `${name}@gmail.com`, subject: name }))).toBe('done');
  }
  expect(await outcomeOf(send({ email: 'n.a.d.i.a+9@googlemail.com' }))).toBe('TOO_MANY_REQUESTS');
  expect(await outcomeOf(send({ email: 'other@gmail.com' }))).toBe('done');
});

test('a line break in a subject never becomes a header', async () => {
  expect(await outcomeOf(send({ subject: 'Hello\r\nBcc: all@example.test' }))).toBe('BAD_REQUEST');
  expect(await outcomeOf(send({ email: 'nadia@example.test\r\nBcc: all@example.test' }))).toBe('BAD_REQUEST');
});
