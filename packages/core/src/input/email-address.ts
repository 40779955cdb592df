import { z } from 'zod';

/** An address to write to, in lower case. */
export const emailAddress = z
  .string()
  .trim()
  .toLowerCase()
  .max(254, 'This is longer than an e-mail address can be.')
  .pipe(z.email('This is not a complete e-mail address. It looks like name@example.com.'));
