import { z } from 'zod';
import { fieldIssue } from '../errors/refusal.ts';
import { type Said, said } from '../errors/said.ts';

/** Text for one line: trimmed, no control characters, counted in characters as people count them. */
export function singleLine({ shortest, longest, what }: { shortest: number; longest: number; what: string }) {
  return z
    .string()
    .trim()
    .superRefine((text, issues) => {
      const problem = problemWith(text, shortest, longest);
      if (!problem) return;
      issues.addIssue(fieldIssue(problem, problem.key === 'fillIn' ? `Enter ${what}.` : undefined));
    });
}

function problemWith(text: string, shortest: number, longest: number): Said | null {
  const length = [...text].length;
  if (length < shortest) return length === 0 ? said('fillIn') : said('atLeast', { count: shortest });
  if (length > longest) return said('atMost', { most: longest, count: length });
  // Controls, line separators, and marks that turn the direction of text around.
  if (/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text)) {
    return said('noInvisible');
  }
  return null;
}
