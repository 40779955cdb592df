import { z } from 'zod';

/** As people type it; Stripe's have letters, digits and dashes. */
export const promotionCodeInput = z
  .string()
  .trim()
  .min(1, 'Enter the code.')
  .max(100, 'A code is shorter than this. Check the spelling.')
  .regex(/^[\w-]+$/, 'A code has letters, digits and dashes only.');
