import type { InvitationCard } from '@archipelago/core/invitations/read-invitation';
import { expect, test } from 'vitest';
import { invitationScreen } from './invitation-screen.ts';

const open: InvitationCard = {
  workspace: { name: 'Umbra', tagline: '', accent: null, slug: 'umbra' },
  inviterName: 'Ada',
  role: 'admin',
  customRoleName: null,
  emailHint: 'g…@umbra.test',
  isForYou: null,
  obstacle: null,
  expiresAt: new Date('2026-11-28T09:00:00Z'),
  state: 'open',
};
const grace = { email: 'grace@umbra.test', role: null, customRoleName: null };

test('someone signed out is asked to sign up or in with the address the mail went to', () => {
  const { steps, text } = invitationScreen('Umbra', open, null, 'en');
  expect(steps).toEqual(['sign-up', 'sign-in']);
  expect(text).toContain('g…@umbra.test');
  expect(text).toContain('as an admin');
});

test('a role of the workspace’s own is called by its name', () => {
  const { text } = invitationScreen(
    'Umbra',
    { ...open, role: 'member', customRoleName: 'Auditor' },
    null,
    'en',
  );
  expect(text).toContain('to join the team with the role Auditor.');
});

test('the right person may accept', () => {
  expect(invitationScreen('Umbra', { ...open, isForYou: true }, grace, 'en').steps[0]).toBe('accept');
});

test('a guest of the site may accept and move up to the team', () => {
  expect(
    invitationScreen('Umbra', { ...open, isForYou: true }, { ...grace, role: 'guest' }, 'en').steps[0],
  ).toBe('accept');
});

test('another person is told whose it is, and can sign out', () => {
  const { steps, text } = invitationScreen('Umbra', { ...open, isForYou: false }, grace, 'en');
  expect(steps).not.toContain('accept');
  expect(steps[0]).toBe('sign-out');
  expect(text).toContain('grace@umbra.test');
});

test('someone on the team already is sent to the dashboard, whatever became of the invitation', () => {
  for (const state of ['open', 'accepted', 'expired', 'revoked'] as const) {
    expect(invitationScreen('Umbra', { ...open, state }, { ...grace, role: 'admin' }, 'en').steps).toEqual([
      'dashboard',
    ]);
  }
});

test.each(['expired', 'revoked', 'accepted'] as const)(
  'an invitation that is %s cannot be accepted',
  (state) => {
    expect(invitationScreen('Umbra', { ...open, state, isForYou: true }, grace, 'en').steps).not.toContain(
      'accept',
    );
  },
);

test('somebody without a verified address is told so', () => {
  const { text } = invitationScreen(
    'Umbra',
    { ...open, isForYou: false },
    {
      email: '',
      role: null,
      customRoleName: null,
    },
    'en',
  );
  expect(text).toContain('without a verified address');
});

test('somebody blocked cannot accept, and is told whom to ask', () => {
  const { steps, text } = invitationScreen(
    'Umbra',
    { ...open, isForYou: true, obstacle: 'blocked' },
    grace,
    'en',
  );
  expect(steps).toEqual(['home']);
  expect(text).toContain('ask Ada');
});

test('without a free seat the right person may try again', () => {
  const { steps } = invitationScreen('Umbra', { ...open, isForYou: true, obstacle: 'no-seat' }, grace, 'en');
  expect(steps).toEqual(['again', 'home']);
});

test('a link that leads to no invitation says how to go on', () => {
  expect(invitationScreen('Umbra', null, null, 'en').title).toBe('This link does not work');
});
