import { expect, test } from 'vitest';
import { type AuditAction, auditActions } from './audit-actions.ts';
import { describeAuditEvent } from './describe-audit-event.ts';
import type { AuditChanges } from './record-audit-event.ts';

function sentence(action: AuditAction, targetName: string, changes: AuditChanges = {}): string {
  return describeAuditEvent({ action, actorName: 'Ada', targetName, changes })
    .map(({ text }) => text)
    .join('');
}

test('an event reads as a sentence', () => {
  expect(sentence('member.invited', 'alan@acme.test', { role: { from: null, to: 'admin' } })).toBe(
    'Ada invited alan@acme.test as admin',
  );
  expect(sentence('post.created', 'Tides', { status: { from: null, to: 'published' } })).toBe(
    'Ada published Tides',
  );
  expect(sentence('post.created', 'Tides', { status: { from: null, to: 'draft' } })).toBe(
    'Ada drafted Tides',
  );
  expect(
    sentence('workspace.updated', 'Acme', {
      name: { from: 'a', to: 'b' },
      accent: { from: null, to: '#000000' },
    }),
  ).toBe('Ada changed the name and the colour');
  expect(sentence('billing.plan_changed', 'Subscription', { plan: { from: 'Free', to: 'Pro' } })).toBe(
    'Ada changed the plan from Free to Pro',
  );
});

test('every action has a sentence, with and without details', () => {
  for (const action of Object.keys(auditActions) as AuditAction[]) {
    const text = sentence(action, 'Target');
    expect(text, action).toMatch(/^Ada \S/);
    expect(text, action).not.toMatch(/ {2}|undefined|null|\.$|[a-z]+\.[a-z_]+/);
  }
});
