import type { z } from 'zod';

/** One message per field, the first that applies; a message about the whole input is under `''`. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    fields[field] ??= messageOf(issue);
  }
  return fields;
}

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `This form does not know ${issue.keys.map((key) => `“${key}”`).join(', ')}. Reload the page and try again.`;
  }
  // Zod's own wording is for developers; what a schema says itself is for people.
  const isZodsOwn = /^(Invalid|Too) /.test(issue.message);
  return (isZodsOwn && plainWords[issue.code]) || issue.message;
}

const plainWords: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: 'Fill this in.',
  invalid_value: 'Choose one of the options.',
  invalid_format: 'This is not in the form we expect. Check it and try again.',
  too_small: 'This is too short.',
  too_big: 'This is too long.',
};
