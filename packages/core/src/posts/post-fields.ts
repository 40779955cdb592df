import { z } from 'zod';
import { singleLine } from '../input/single-line.ts';
import { postAudiences } from './post-audience.ts';

/** What a person or a program writes of a post. */
export const postTitle = singleLine({ shortest: 1, longest: 150, what: 'a title' });

export const postBody = z
  .string()
  .trim()
  .min(1, 'Write something first.')
  .max(100_000, 'A post holds at most 100,000 characters. Split it in two.')
  .describe('Markdown.');

export const summaryText = z
  .string()
  .transform((text) => text.replace(/\s+/g, ' ').trim())
  .pipe(singleLine({ shortest: 0, longest: 300, what: 'a summary' }))
  .describe(
    'What everybody sees of it in lists and links. Empty for its first paragraph, or for nothing where it is not for everyone.',
  );

export const postAudience = z
  .enum(postAudiences, 'Choose who may read it.')
  .describe('Who may read it: everyone, guests and the team, or members of the team alone.');

export const longestSlug = 60;

export const postSlug = z
  .string()
  .trim()
  .toLowerCase()
  .min(1, 'Enter an address.')
  .max(longestSlug, `An address has at most ${longestSlug} characters.`)
  .regex(
    /^[a-z0-9]+(?:-[a-z0-9]+)*$/,
    'Use small letters without accents, digits and single hyphens, for example tide-gauges.',
  );

/** What a cover shows, for whoever does not see it. */
export const coverAlt = singleLine({ shortest: 0, longest: 200, what: 'a description' });
