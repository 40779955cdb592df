import { expect, test } from 'vitest';
import { askedStep, nextStep, resumeAt, setupFlow } from './setup-flow.ts';

const nothing = {
  addressChosen: true,
  brandingSet: false,
  someoneInvited: false,
  firstPostPublished: false,
  guestJoined: false,
  planChosen: false,
  secondAdmin: false,
};

test('every step leads to the next, and the last to itself', () => {
  expect(setupFlow.map(nextStep)).toEqual(['look', 'invite', 'plan', 'done', 'done']);
});

test('whoever left in the middle goes on at the first step nothing was done about', () => {
  expect(resumeAt(nothing)).toBe('look');
  expect(resumeAt({ ...nothing, brandingSet: true })).toBe('invite');
  expect(resumeAt({ ...nothing, brandingSet: true, someoneInvited: true })).toBe('plan');
  expect(resumeAt({ ...nothing, brandingSet: true, someoneInvited: true, planChosen: true })).toBe('done');
});

test('an address that asks for no known step asks for none', () => {
  expect(askedStep(new URLSearchParams('step=plan'))).toBe('plan');
  for (const query of ['', 'step=address', 'step=__proto__', 'step=Plan'])
    expect(askedStep(new URLSearchParams(query))).toBeNull();
});
