import type { z } from 'zod';
import { type Said, said, sayIn } from './said.ts';

/** One message per field, the first that applies; a message about the whole input is under `''`. */
export function fieldErrors(error: z.ZodError): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const issue of error.issues) {
    const field = String(issue.path[0] ?? '');
    fields[field] ??= messageOf(issue);
  }
  return fields;
}

/** The same, for a page in another language. */
export function fieldsSaid(error: z.ZodError): Record<string, Said> {
  const fields: Record<string, Said> = {};
  for (const issue of error.issues) fields[String(issue.path[0] ?? '')] ??= saidOf(issue);
  return fields;
}

function saidOf(issue: z.core.$ZodIssue): Said {
  if (issue.code === 'custom' && issue.params?.said) return issue.params.said as Said;
  if (issue.code === 'invalid_format' && issue.format === 'email') return said('incompleteEmail');
  return saidByCode[issue.code] ?? said('wrongForm');
}

const saidByCode: Partial<Record<z.core.$ZodIssue['code'], Said>> = {
  invalid_type: said('fillIn'),
  invalid_value: said('chooseOne'),
  too_small: said('tooShort'),
  too_big: said('tooLong'),
};

function messageOf(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys') {
    return `This form does not know ${issue.keys.map((key) => `“${key}”`).join(', ')}. Reload the page and try again.`;
  }
  // Zod's own wording is for developers; what a schema says itself is for people.
  const isZodsOwn = /^(Invalid|Too) /.test(issue.message);
  return (isZodsOwn && plainWords[issue.code]) || issue.message;
}

const plainWords: Partial<Record<z.core.$ZodIssue['code'], string>> = {
  invalid_type: sayIn('en', said('fillIn')),
  invalid_value: sayIn('en', said('chooseOne')),
  invalid_format: sayIn('en', said('wrongForm')),
  too_small: sayIn('en', said('tooShort')),
  too_big: sayIn('en', said('tooLong')),
};
