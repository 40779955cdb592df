import { expect, test } from 'vitest';
import { signInOf } from './sign-in-of.ts';

test('a second factor counts from the minute it was proven, however long ago', () => {
  for (const age of [0, 1, 9_000]) {
    expect(signInOf({ userId: 'user_ada', factorVerificationAge: [age, age] })).toEqual({
      secondFactor: true,
    });
  }
});

test('a session that never proved one, or does not say, has none', () => {
  for (const factorVerificationAge of [[0, -1], null] as const) {
    expect(signInOf({ userId: 'user_ada', factorVerificationAge: factorVerificationAge as never })).toEqual({
      secondFactor: false,
    });
  }
});

test('nobody signed in in no way', () => {
  expect(signInOf({ userId: null, factorVerificationAge: null })).toBeUndefined();
});
