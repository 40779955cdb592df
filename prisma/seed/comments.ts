import { idOf, userIdOf } from './ids.ts';
import type { Seeding } from './seeding.ts';

interface SeededComment {
  /** Names it, for replies and reports. */
  key: string;
  post: string;
  /** The key of the comment it replies to. */
  repliesTo?: string;
  author: string;
  body: string;
  daysAgo: number;
  state?: 'held' | 'removed';
  heldReason?: 'first' | 'links' | 'reports';
  removedBy?: string;
  reports?: readonly { by: string; reason: 'spam' | 'unkind' | 'other' }[];
}

const harbour = 'the-harbour-that-was-eleven-millimetres-too-high';
const flood = 'the-flood-of-the-fourteenth';

const comments: readonly SeededComment[] = [
  {
    key: 'bolt',
    post: harbour,
    author: 'user_local_joan',
    body: 'My father set a bolt like that in Solund. He used to say the rock is honest and the quay is a liar.\n\nGood to see it measured.',
    daysAgo: 1.2,
  },
  {
    key: 'sentence',
    post: harbour,
    repliesTo: 'bolt',
    author: 'user_local_tomasz',
    body: 'I would like to borrow that sentence for the manual.',
    daysAgo: 1.1,
  },
  {
    key: 'borrow',
    post: harbour,
    repliesTo: 'bolt',
    author: 'user_local_joan',
    body: 'He would have charged you a coffee.',
    daysAgo: 1.05,
  },
  {
    key: 'archive',
    post: harbour,
    author: 'user_local_meera',
    body: 'Did you correct the archive, or keep the old series and note the break? We argued about this for a year, see https://harbour.test/notes/datum for what we ended up with.',
    daysAgo: 0.9,
  },
  {
    key: 'kept',
    post: harbour,
    repliesTo: 'archive',
    author: 'user_local_grace',
    body: 'Kept, with the break noted. A corrected past is hard to trust.',
    daysAgo: 0.85,
  },
  {
    key: 'spacer',
    post: harbour,
    author: 'user_local_yuki',
    body: 'Which spacer was it? Ours came with two of different thickness and no marking at all.',
    daysAgo: 0.4,
  },
  {
    key: 'radar',
    post: harbour,
    author: 'user_local_halvard',
    body: 'Would a radar gauge have shown this sooner? Asking for a harbour with a very old float.',
    daysAgo: 0.2,
    state: 'held',
    heldReason: 'first',
  },
  {
    key: 'links',
    post: flood,
    author: 'user_local_yuki',
    body: 'The forecasts of that evening, for whoever wants to compare: https://pier.test/a https://pier.test/b https://pier.test/c',
    daysAgo: 0.6,
    state: 'held',
    heldReason: 'links',
  },
  {
    key: 'sandbags',
    post: flood,
    author: 'user_local_meera',
    body: 'Thank you for writing this down while it is fresh. We moved our sandbags to the other shed the next morning.',
    daysAgo: 12.4,
  },
  {
    key: 'bridge',
    post: flood,
    repliesTo: 'sandbags',
    author: 'user_local_ada',
    body: 'Then it was worth the late night.',
    daysAgo: 12.2,
  },
  {
    key: 'toys',
    post: flood,
    author: 'user_local_callum',
    body: 'All of this for a puddle. Buy a better gauge.',
    daysAgo: 6,
    reports: [{ by: 'user_local_meera', reason: 'unkind' }],
  },
  {
    key: 'advertisement',
    post: 'three-gauges-on-one-pile',
    author: 'user_local_callum',
    body: 'Cheap marine batteries, write to me.',
    daysAgo: 4.5,
    state: 'removed',
    removedBy: 'user_local_grace',
  },
  {
    key: 'jellyfish',
    post: 'three-gauges-on-one-pile',
    author: 'user_local_joan',
    body: 'More jellyfish in the next report, please.',
    daysAgo: 20.5,
  },
];

/** What Acme's guests and team said below its posts: some waits, and one was taken away. */
export async function seedComments({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const commentId = (key: string) => idOf(`comment:acme:${key}`);
  const row = ({ key, post, repliesTo, author, body, daysAgo, ...rest }: SeededComment) => ({
    workspaceId,
    id: commentId(key),
    postId: idOf(`post:acme:${post}`),
    parentId: repliesTo ? commentId(repliesTo) : null,
    authorUserId: userIdOf(author),
    body,
    state: rest.state ?? ('visible' as const),
    heldReason: rest.heldReason ?? null,
    createdAt: ago(daysAgo),
    removedAt: rest.state === 'removed' ? ago(daysAgo - 0.3) : null,
    removedByUserId: rest.removedBy ? userIdOf(rest.removedBy) : null,
  });
  // Replies need what they reply to.
  await tx.comment.createMany({ data: comments.filter(({ repliesTo }) => !repliesTo).map(row) });
  await tx.comment.createMany({ data: comments.filter(({ repliesTo }) => repliesTo).map(row) });
  await tx.commentReport.createMany({
    data: comments.flatMap(({ key, daysAgo, reports = [] }) =>
      reports.map(({ by, reason }) => ({
        workspaceId,
        commentId: commentId(key),
        userId: userIdOf(by),
        reason,
        createdAt: ago(daysAgo - 0.5),
      })),
    ),
  });
}
