import { checkSlug } from '@archipelago/routing/slug';
import { z } from 'zod';
import { singleLine } from '../input/single-line.ts';
import { languages } from '../language/languages.ts';

/** What a person may enter about a workspace, each with the message for when it does not fit. */
export const workspaceName = singleLine({ shortest: 2, longest: 60, what: 'a name' });

export const workspaceTagline = singleLine({ shortest: 0, longest: 140, what: 'a tagline' });

export const workspaceSlug = z
  .string()
  .trim()
  .superRefine((slug, issues) => {
    const checked = checkSlug(slug);
    if (!checked.ok) issues.addIssue({ code: 'custom', message: checked.reason });
  });

export const workspaceTimeZone = z
  .string()
  .max(64)
  .refine(isTimeZone, 'Choose a time zone from the list, e.g. Europe/Oslo.');

export const workspaceLanguage = z.enum(
  Object.keys(languages) as [keyof typeof languages],
  'Choose a language from the list.',
);

/** `#rrggbb`; empty for the platform's own. */
export const workspaceAccent = z
  .string()
  .trim()
  .toLowerCase()
  .regex(/^(#[0-9a-f]{6})?$/, 'Write the colour as # and six digits, e.g. #1d6a4f.')
  .transform((accent) => accent || null);

function isTimeZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return /^[A-Za-z]/.test(name);
  } catch {
    return false;
  }
}
