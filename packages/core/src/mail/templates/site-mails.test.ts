import { expect, test } from 'vitest';
import type { Language } from '../../language/languages.ts';
import { inquiryAnswerMail } from './inquiry-answer.ts';
import { invitationMail } from './invitation.ts';
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
  expect(reply('en').subject).toBe('There is a reply to your comment on Brass (Acme)');
  expect(reply('de').subject).toBe('Antwort auf Ihren Kommentar zu Brass (Acme)');
  expect(reply('es').html).toContain('<html lang="es" dir="ltr">');
});

test('an answer comes in the language of the workspace, around words that stay as they were written', () => {
  const { subject, text } = answer('de');
  expect(subject).not.toMatch(/[\r\n]/);
  expect(text).toContain('At nine.');
  expect(text).toContain('Noch einmal an Acme schreiben:');
  expect(text).toContain('Sie hatten geschrieben: When are you open?');
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
