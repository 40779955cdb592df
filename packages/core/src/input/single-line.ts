import { z } from 'zod';

/** Text for one line: trimmed, no control characters, counted in characters as people count them. */
export function singleLine({ shortest, longest, what }: { shortest: number; longest: number; what: string }) {
  return z
    .string()
    .trim()
    .superRefine((text, issues) => {
      const message = problemWith(text, shortest, longest, what);
      if (message) issues.addIssue({ code: 'custom', message });
    });
}

function problemWith(text: string, shortest: number, longest: number, what: string): string | null {
  const length = [...text].length;
  if (length < shortest) return length === 0 ? `Enter ${what}.` : `Use at least ${shortest} characters.`;
  if (length > longest) return `Use at most ${longest} characters; this has ${length}.`;
  // Controls, line separators, and marks that turn the direction of text around.
  if (/[\p{Cc}\u2028\u2029\u202a-\u202e\u2066-\u2069]/u.test(text)) {
    return 'Remove line breaks and invisible characters.';
  }
  return null;
}
