import { z } from 'zod';

/** A moment: a `Date` inside, ISO 8601 in UTC outside. */
export const timestamp = z.codec(z.iso.datetime(), z.date(), {
  decode: (text) => new Date(text),
  encode: (date) => date.toISOString(),
});

/** One page of a list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z
      .string()
      .nullable()
      .describe('Send it back as `cursor` to get the next page; null on the last one.'),
  });
}
