import { expect, test } from 'vitest';
import { joinScreen } from './join-screen.ts';

test.each([
  ['guest', 'join-as-guest'],
  ['team', 'join-team'],
  ['no-seat', 'again'],
  ['other-domain', 'sign-out'],
  ['invitation', 'home'],
  ['blocked', 'home'],
  ['closed', 'again'],
] as const)('to whom is offered %s, the best step is %s', (offer, step) => {
  const { steps, text } = joinScreen('Umbra', 'grace@umbra.test', offer, 'en');
  expect(steps[0]).toBe(step);
  expect(text.length).toBeGreaterThan(20);
});

test('only who may join is shown a way to', () => {
  for (const offer of ['no-seat', 'other-domain', 'invitation', 'blocked', 'closed'] as const) {
    const { steps } = joinScreen('Umbra', '', offer, 'en');
    expect(steps.some((step) => step.startsWith('join'))).toBe(false);
  }
});
