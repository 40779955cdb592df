import { expect, test } from 'vitest';
import { mailAccent } from '../mail-accent.ts';
import { invitationMail } from './invitation.ts';
import { welcomeToWorkspaceMail } from './welcome-to-workspace.ts';

const workspace = {
  name: 'Acme <Instruments> & Co',
  accent: '#b0442a',
  timeZone: 'Pacific/Auckland',
  language: 'en',
};
const url = 'https://acme.archipelago.example/invitation?token=abc&x=1';

const invitation = invitationMail({
  workspace,
  inviterName: '<img src=x onerror=alert(1)>',
  role: 'member',
  customRole: null,
  url,
  expiresAt: new Date('2026-11-27T18:00:00Z'),
});

test('an invitation says who, where, as what and until when, in the workspace’s time zone', () => {
  expect(invitation.subject).toContain('invited you to Acme <Instruments> & Co');
  expect(invitation.text).toContain('as a member');
  expect(invitation.text).toContain('28 November');
  expect(invitation.text).toContain(url);
});

test('what people wrote comes out as text', () => {
  expect(invitation.html).not.toContain('<img');
  expect(invitation.html).toContain('Acme &lt;Instruments&gt; &amp; Co');
  expect(invitation.html).toContain('token=abc&amp;x=1');
});

test('a mail loads nothing: no pictures, fonts, scripts or style sheets of elsewhere', () => {
  const welcome = welcomeToWorkspaceMail({ workspace, ownerName: 'Ada', siteUrl: url, dashboardUrl: url });
  for (const { html } of [invitation, welcome])
    expect(html).not.toMatch(/<(img|script|link|svg)|url\(|@import|@font-face/i);
});

test('the button is in the workspace’s colour, darkened where white on it could not be read', () => {
  expect(invitation.html).toContain('#b0442a');
  expect(mailAccent('#ffff00')).not.toBe('#ffff00');
  expect(mailAccent(null)).toMatch(/^#[0-9a-f]{6}$/);
  expect(mailAccent('#000000')).toBe('#000000');
});

test('a mail follows the reader into the dark', () => {
  expect(invitation.html).toContain('<meta name="color-scheme" content="light dark">');
  const night = /prefers-color-scheme:dark\)\{([\s\S]*?)\}\n\}/.exec(invitation.html)?.[1] ?? '';
  const dressed = new Set(
    [...invitation.html.matchAll(/class="([^"]+)"/g)].flatMap(([, names = '']) => names.split(' ')),
  );
  for (const name of ['page', 'card', 'ink', 'soft', 'faint', 'line']) {
    expect(dressed).toContain(name);
    expect(night).toContain(`.${name}`);
  }
});

test('an inbox shows what it is about beside the subject, not the initial of the workspace', () => {
  expect(/<body[^>]*>\s*<div[^>]*>([^<]*)</.exec(invitation.html)?.[1]).toContain('as a member');
});
