import { z } from 'zod';
import { fieldIssue } from '../errors/refusal.ts';
import { type Said, said, sayIn } from '../errors/said.ts';

export const longestComment = 4_000;

/** What a person or a program writes as a comment: plain text, trimmed, with at most one empty line in a row. */
export const commentBody = z
  .string()
  // A form sends two characters for each line break; what is longer than this cannot become short enough.
  .max(longestComment * 3, sayIn('en', tooLong(longestComment * 3)))
  .transform(tidy)
  .superRefine((text, issues) => {
    const length = [...text].length;
    if (length === 0) issues.addIssue(fieldIssue(said('writeSomething')));
    if (length > longestComment) issues.addIssue(fieldIssue(tooLong(length)));
  })
  .describe(
    `Plain text of up to ${longestComment.toLocaleString('en-GB')} characters. Addresses become links.`,
  );

function tooLong(length: number): Said {
  return said('commentTooLong', { most: longestComment, length });
}

function tidy(text: string): string {
  return (
    text
      .replace(/\r\n?/g, '\n')
      // Controls, and marks that turn the direction of text around, so that a line reads as what it is.
      .replace(/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu, (mark) =>
        /[\n\t]/.test(mark) ? mark : '',
      )
      .replace(/[ \t]+\n/g, '\n')
      .replace(/\n{3,}/g, '\n\n')
      .trim()
  );
}
