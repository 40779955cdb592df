import { z } from 'zod';
import { said, sayIn } from '../errors/said.ts';

/** An address to write to, in lower case. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This is longer than an e-mail address can be.')
  .pipe(z.email(sayIn('en', said('incompleteEmail'))));
