import { z } from 'zod';
import { singleLine } from '../input/single-line.ts';

/** What a person or a program writes of a post. */
export const postTitle = singleLine({ shortest: 1, longest: 150, what: 'a title' });

export const postBody = z
  .string()
  .trim()
  .min(1, 'Write something first.')
  .max(100_000, 'A post holds at most 100,000 characters. Split it in two.')
  .describe('Markdown.');
