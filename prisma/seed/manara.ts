import { idOf, userIdOf } from './ids.ts';
import type { Seeding } from './seeding.ts';

export const manaraSlug = 'manara';

const post = 'layla-fi-al-manara';

const written: readonly {
  key: string;
  author: string;
  body: string;
  daysAgo: number;
  /** Absent in the guestbook. */
  isOnPost?: true;
  repliesTo?: string;
}[] = [
  {
    key: 'hour',
    author: 'user_local_pierre',
    body: 'قرأتها مرتين. كيف كنتم تعرفون الساعة في الضباب؟',
    daysAgo: 2.1,
    isOnPost: true,
  },
  {
    key: 'engine',
    author: 'user_local_nadia',
    body: 'من محرّك المخبز في الميناء: يصمت عند الثالثة تمامًا.',
    daysAgo: 2,
    isOnPost: true,
    repliesTo: 'hour',
  },
  {
    key: 'number',
    author: 'user_local_yuki',
    body: 'Seventeen is the number of our pier. I ask around and write again.',
    daysAgo: 0.8,
    isOnPost: true,
  },
  {
    key: 'greeting',
    author: 'user_local_yuki',
    body: 'تحية من رصيف بعيد. أقرأكم مع القاموس، وأتعلّم كلمة كل يوم.',
    daysAgo: 4.2,
  },
  {
    key: 'lamp',
    author: 'user_local_pierre',
    body: 'زرت المنارة قبل عشرين عامًا، وما زلت أذكر رائحة زيت المصباح.',
    daysAgo: 1.3,
  },
];

/** What people wrote on the site that is in Arabic, and how its links are arranged. */
export async function seedManara({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const links = [
    { id: 'posts', label: 'الحكايات', address: '', spot: 'header' },
    { id: 'guestbook', label: '', address: '', spot: 'header' },
    { id: 'contact', label: '', address: '', spot: 'header' },
    {
      id: idOf('link:manara:tides'),
      label: 'جداول المدّ والجزر',
      address: 'https://tides.example/',
      spot: 'header',
    },
    { id: 'newsletter', label: '', address: '', spot: 'footer' },
  ];
  await tx.workspace.update({ where: { id: workspaceId }, data: { navigation: links } });
  const commentId = (key: string) => idOf(`comment:manara:${key}`);
  const row = ({ key, author, body, daysAgo, isOnPost, repliesTo }: (typeof written)[number]) => ({
    workspaceId,
    id: commentId(key),
    postId: isOnPost ? idOf(`post:manara:${post}`) : null,
    parentId: repliesTo ? commentId(repliesTo) : null,
    authorUserId: userIdOf(author),
    body,
    state: 'visible' as const,
    createdAt: ago(daysAgo),
  });
  // Replies need what they reply to.
  await tx.comment.createMany({ data: written.filter(({ repliesTo }) => !repliesTo).map(row) });
  await tx.comment.createMany({ data: written.filter(({ repliesTo }) => repliesTo).map(row) });
  const readers = ['pierre', 'yuki', 'nadia'].map((name) => userIdOf(`user_local_${name}`));
  const reaction = { workspaceId, postId: idOf(`post:manara:${post}`), createdAt: ago(1) };
  await tx.postLike.createMany({ data: readers.map((userId) => ({ ...reaction, userId })) });
  await tx.postRating.createMany({
    data: readers
      .slice(0, 2)
      .map((userId) => ({ ...reaction, userId, stars: 5, updatedAt: reaction.createdAt })),
  });
}
