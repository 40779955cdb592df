import { expect, test } from 'vitest';
import { mailRefusal } from './mail-refusal.ts';

const failed = (code: string, command: string, response: string) =>
  mailRefusal({ code, command, response, responseCode: Number(response.slice(0, 3)) }).kind;

test.each([
  ['there is no such mailbox', 'EENVELOPE', 'RCPT TO', '550 5.1.1 No such user', 'gone'],
  ['an old server knows no such mailbox', 'EENVELOPE', 'RCPT TO', '550 unknown', 'gone'],
  ['the mailbox was closed', 'EENVELOPE', 'RCPT TO', '550 5.2.1 disabled', 'gone'],
  ['the mailbox is full', 'EENVELOPE', 'RCPT TO', '552 5.2.2 over quota', 'refused'],
  ['the server wants no mail of ours', 'EENVELOPE', 'RCPT TO', '550 5.7.1 blocked', 'refused'],
  ['the message looks like spam', 'EMESSAGE', 'DATA', '554 5.7.1 spam', 'refused'],
  ['an unknown sender is asked to wait', 'EENVELOPE', 'RCPT TO', '451 4.7.1 greylisted', 'later'],
  ['the server is about to stop', 'EENVELOPE', 'RCPT TO', '421 4.3.2 shutting down', 'ours'],
  ['our sender is refused', 'EENVELOPE', 'MAIL FROM', '550 5.7.1 not you', 'ours'],
  ['our password is wrong', 'EAUTH', 'AUTH PLAIN', '535 5.7.8 no', 'ours'],
])('when %s', (_, code, command, response, kind) => {
  expect(failed(code, command, response)).toBe(kind);
});

test('a connection that breaks says nothing of the address', () => {
  expect(mailRefusal(Object.assign(new Error('closed'), { code: 'ECONNECTION' })).kind).toBe('ours');
  expect(mailRefusal(new Error('a fault of our own')).kind).toBe('ours');
});

test('what the server said is kept on one line, and short', () => {
  const { reason } = mailRefusal({ code: 'EENVELOPE', response: `550 a\r\nb ${'x'.repeat(400)}` });
  expect(reason).toHaveLength(300);
  expect(reason).toMatch(/^550 a b x+$/);
});
