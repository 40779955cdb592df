import { z } from 'zod';
import { listOf, timestamp } from '../api/wire-types.ts';
import { commentStates, heldReasons } from './comment-states.ts';

/** A comment as the API shows it. */
export const commentResource = z
  .object({
    id: z.uuid(),
    postId: z.uuid().nullable().describe('Null for an entry of the guestbook.'),
    parentId: z.uuid().nullable().describe('The comment it replies to.'),
    authorUserId: z.uuid().nullable().describe('The person, the same in every workspace.'),
    authorName: z.string().nullable().describe('Null when the author’s name is not known any more.'),
    body: z.string().describe('Plain text.'),
    state: z.enum(commentStates),
    heldReason: z
      .enum(heldReasons)
      .nullable()
      .describe(
        'Why it waits: the author’s first one, the policy, too many links, reports, a moderator, or that a program seems to have written it.',
      ),
    reports: z.int().describe('How many people have reported it since somebody last let it stay.'),
    createdAt: timestamp,
    editedAt: timestamp.nullable(),
    removedAt: timestamp.nullable(),
  })
  .meta({ id: 'Comment' });

export const commentList = listOf(commentResource).meta({ id: 'CommentList' });
