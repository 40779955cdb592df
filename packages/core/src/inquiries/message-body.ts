import { z } from 'zod';

export const longestMessage = 10_000;

/** Plain text with its line breaks, trimmed; without what turns the direction of text around. */
export const messageBody = z
  .string()
  // A form sends two characters for each line break.
  .max(longestMessage * 3, tooLong())
  .transform((text) =>
    text
      .replace(/\r\n?/g, '\n')
      .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (mark) =>
        /[\n\t]/.test(mark) ? mark : '',
      )
      .replace(/\n{4,}/g, '\n\n\n')
      .trim(),
  )
  .superRefine((text, issues) => {
    const length = [...text].length;
    if (length === 0) issues.addIssue({ code: 'custom', message: 'Write something first.' });
    if (length > longestMessage) issues.addIssue({ code: 'custom', message: tooLong() });
  });

function tooLong(): string {
  return `A message has at most ${longestMessage.toLocaleString('en-GB')} characters. Shorten it.`;
}
