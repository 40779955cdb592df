import type { InvitedLine } from '@archipelago/core/invitations/invite-people';
import { expect, test } from 'vitest';
import { describeLine, stillToSend } from './invited-line.ts';

const lines: InvitedLine[] = [
  { typed: 'A@x.test', email: 'a@x.test', state: 'invited', invitationId: '1', expiresAt: new Date() },
  { typed: 'b@x.test', email: 'b@x.test', state: 'on-the-team', role: 'admin' },
  { typed: 'c@x.test', email: 'c@x.test', state: 'already-invited', invitationId: '2' },
  { typed: 'Lena <lena@acme>', state: 'not-an-address', problem: '“acme” is not complete.' },
  { typed: 'Dora <d@x.test>', email: 'd@x.test', state: 'no-seat' },
  { typed: 'e@x.test', email: 'e@x.test', state: 'blocked' },
  { typed: 'f@x.test', email: 'f@x.test', state: 'too-often' },
];

test('what can be corrected or sent later stays in the form as it was typed', () => {
  expect(stillToSend(lines)).toBe('Lena <lena@acme>\nDora <d@x.test>');
});

test('every outcome says what it means, and those that need somebody stand out', () => {
  expect(lines.map((line) => describeLine(line).done)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
    false,
  ]);
  expect(describeLine(lines[3] as InvitedLine).text).toContain('not complete');
});
