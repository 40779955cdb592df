import { commentBody } from '../comments/comment-body.ts';

export const longestEntry = 1_000;

/** Plain text, as a comment is, and shorter. */
export const entryBody = commentBody.refine((text) => [...text].length <= longestEntry, {
  message: `An entry has at most ${longestEntry.toLocaleString('en-GB')} characters. Shorten it.`,
});
