import { expect, test } from 'vitest';
import { keepTrying } from './keep-trying.ts';

/** Answers are given by hand, in order. */
function world() {
  const sent: string[] = [];
  const shown: string[] = [];
  const answers: ((problem: string | null) => void)[] = [];
  const change = keepTrying(
    'no',
    (value) => {
      sent.push(value);
      return new Promise((resolve) => answers.push(resolve));
    },
    (value, problem) => shown.push(problem ? `${value}: ${problem}` : value),
  );
  return { sent, shown, answers, change };
}

test('a change shows before it is confirmed', async () => {
  const { sent, shown, answers, change } = world();
  const done = change('yes');
  expect([sent, shown]).toEqual([['yes'], ['yes']]);
  answers[0]?.(null);
  await done;
  expect(shown).toEqual(['yes']);
});

test('a refusal shows what was confirmed last, and why', async () => {
  const { shown, answers, change } = world();
  const done = change('yes');
  answers[0]?.('Too often.');
  await done;
  expect(shown).toEqual(['yes', 'no: Too often.']);
});

test('while one is under way only the last wish is sent after it', async () => {
  const { sent, shown, answers, change } = world();
  const done = change('yes');
  await change('no');
  await change('yes');
  await change('no');
  expect(sent).toEqual(['yes']);
  answers[0]?.(null);
  await expect.poll(() => sent).toEqual(['yes', 'no']);
  answers[1]?.(null);
  await done;
  expect(shown.at(-1)).toBe('no');
});
