import { expect, test } from 'vitest';
import type { Language } from '../../language/languages.ts';
import { inquiryAnswerMail } from './inquiry-answer.ts';
import { invitationMail } from './invitation.ts';
import { newsletterConfirmationMail } from './newsletter-confirmation.ts';
import { newsletterIssueMail } from './newsletter-issue.ts';
import { replyMail } from './reply.ts';

const acme = (language: Language) => ({ name: 'Acme', accent: null, language });
const unsubscribeUrl = 'https://acme.test/unsubscribe?key=1';

const reply = (language: Language) =>
  replyMail({
    workspace: acme(language),
    post: 'Brass',
    url: 'https://acme.test/posts/brass',
    unsubscribeUrl,
  });

const answer = (language: Language) =>
  inquiryAnswerMail({
    workspace: acme(language),
    subject: 'Hours\r\nBcc: x',
    authorName: 'Ada',
    body: 'At nine.',
    asked: 'When are you open?',
    contactUrl: 'https://acme.test/contact',
  });

test('a guest is told of a reply in the language of the workspace', () => {
  expect(reply('en').subject).toBe('There is a reply to your comment on “Brass” (Acme)');
  expect(reply('de').subject).toBe('Antwort auf Ihren Kommentar zu „Brass“ (Acme)');
  expect(reply('es').html).toContain('<html lang="es" dir="ltr">');
});

test('an answer comes in the language of the workspace, around words that stay as they were written', () => {
  const { subject, text } = answer('de');
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text).toContain('At nine.');
  expect(text).toContain('Noch einmal an Acme schreiben:');
  expect(text).toContain('Sie hatten geschrieben: When are you open?');
});

test('a reply in the guestbook is named in the language of the workspace, too', () => {
  const { subject, html } = replyMail({
    workspace: acme('de'),
    post: null,
    url: 'https://acme.test/guestbook',
    unsubscribeUrl,
  });
  expect(subject).toBe('Antwort auf Ihren Eintrag im Gästebuch von Acme');
  expect(html).toContain('Es gibt eine Antwort auf Ihren Eintrag im Gästebuch');
});

test('a link is a word: its address is never among what is read', () => {
  for (const { html } of [reply('en'), issue('ar'), answer('de')]) {
    const read = html.replace(/<style>[\s\S]*?<\/style>|<[^>]*>/g, '');
    expect(read).not.toContain('https://');
  }
  expect(reply('en').html).toMatch(/key=1"[^>]*>Stop these mails<\/a>/);
});

test('an answer keeps the lines of whoever wrote it, and runs their way', () => {
  const { html, text } = inquiryAnswerMail({
    workspace: acme('ar'),
    subject: 'Hours',
    authorName: 'Ada',
    body: 'Dear reader,\r\n\r\nwe open\r\nat <nine>.',
    asked: 'When?',
    contactUrl: 'https://acme.test/contact',
  });
  expect(html).toMatch(
    /<p dir="auto"[^>]*>Dear reader,<\/p><p dir="auto"[^>]*>we open<br>at &lt;nine&gt;\.<\/p>/,
  );
  expect(text).toContain('Dear reader,\n\nwe open\nat <nine>.');
});

test('mail in Arabic runs from right to left, and its link can be followed', () => {
  const { html, text } = reply('ar');
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toContain('padding-right:10px');
  expect(text).toContain(`: ${unsubscribeUrl}\n`);
});

test('an invitation comes in the language of the workspace, with its day', () => {
  const { subject, text } = invitationMail({
    workspace: { ...acme('de'), timeZone: 'Pacific/Auckland' },
    inviterName: 'Ada',
    role: 'member',
    customRole: { name: 'Auditor', description: 'Reads the log.' },
    url: 'https://acme.test/invitation?token=1',
    expiresAt: new Date('2026-11-27T18:00:00Z'),
  });
  expect(subject).toBe('Ada hat Sie zu Acme eingeladen');
  expect(text).toContain('mit der Rolle Auditor dabeihaben: Reads the log.');
  expect(text).toContain('bis zum 28. November');
});

const issue = (language: Language) =>
  newsletterIssueMail({
    workspace: acme(language),
    title: 'Tides\r\nBcc: x',
    text: 'High at nine.',
    html: '<p>High at nine.</p>',
    postUrl: 'https://acme.test/posts/tides',
    unsubscribeUrl,
  });

test('an issue is framed in the language of the workspace, around a post that runs its own way', () => {
  const { subject, text } = issue('de');
  expect(subject).toBe('Tides Bcc: x');
  expect(text).toContain('High at nine.');
  expect(text).toContain('Auf der Website lesen:\nhttps://acme.test/posts/tides');
  expect(text).toContain(`Abbestellen: ${unsubscribeUrl}\n`);
  const { html } = issue('ar');
  expect(html).toContain('<html lang="ar" dir="rtl">');
  expect(html).toMatch(/<h1 dir="auto"[^>]*>Tides/);
  expect(html).toMatch(/<div dir="auto"[^>]*><p>High at nine/);
});

test('whether somebody wants the newsletter is asked in the language of the workspace', () => {
  const ask = (language: Language, isInvited: boolean) =>
    newsletterConfirmationMail({ workspace: acme(language), isInvited, url: 'https://acme.test/c', days: 7 });
  expect(ask('es', false).subject).toBe('Confirma que quieres el boletín de Acme');
  expect(ask('es', false).text).toContain('ha pedido el boletín de Acme con esta dirección');
  expect(ask('de', true).text).toContain('Der Link gilt 7 Tage.');
  expect(ask('de', true).text).toContain('in eine Liste von Leuten eingetragen');
  expect(ask('ar', false).text).toContain('يصلح الرابط 7 أيام');
});
