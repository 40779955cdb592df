import { commentBody } from '../comments/comment-body.ts';
import { fieldIssue } from '../errors/refusal.ts';
import { said } from '../errors/said.ts';

export const longestEntry = 1_000;

const tooLong = said('entryTooLong', { most: longestEntry });

/** Plain text, as a comment is, and shorter. */
export const entryBody = commentBody.refine((text) => [...text].length <= longestEntry, fieldIssue(tooLong));
