import { idOf, userIdOf } from './ids.ts';
import type { Seeding } from './seeding.ts';

const readers = ['ada', 'grace', 'alan', 'joan', 'tomasz', 'ingrid', 'meera', 'callum', 'yuki', 'halvard'];

/** How many of the readers like a post, and what the first of them give it. */
const reactions: readonly { post: string; likes: number; stars: readonly number[] }[] = [
  { post: 'the-harbour-that-was-eleven-millimetres-too-high', likes: 9, stars: [5, 5, 4, 5, 5, 4, 5] },
  { post: 'the-flood-of-the-fourteenth', likes: 7, stars: [5, 4, 4, 3] },
  { post: 'three-gauges-on-one-pile', likes: 4, stars: [4, 5] },
];

const entries: readonly {
  key: string;
  author: string;
  body: string;
  daysAgo: number;
  isHeld?: true;
}[] = [
  {
    key: 'pier',
    author: 'user_local_yuki',
    body: 'Came for the tide tables, stayed for the barometer. Greetings from the pier.',
    daysAgo: 2.4,
  },
  {
    key: 'school',
    author: 'user_local_meera',
    body: 'Our class counted waves with your numbers for a whole week. The children want to know who names the stations.',
    daysAgo: 9.2,
  },
  {
    key: 'thanks',
    author: 'user_local_ada',
    body: 'Thank you all for writing. We read every line, usually with wet sleeves.',
    daysAgo: 9,
  },
  { key: 'sailor', author: 'user_local_joan', body: 'Fair winds.', daysAgo: 31 },
  {
    key: 'weekend',
    author: 'user_local_halvard',
    body: 'Is the brass room open at the weekend? We would drive over.',
    daysAgo: 0.4,
    isHeld: true,
  },
];

const inquiries: readonly {
  key: string;
  name: string;
  email: string;
  subject: string;
  body: string;
  daysAgo: number;
  state?: 'closed' | 'spam';
  assignee?: string;
  answer?: { by: string; body: string; daysAgo: number };
}[] = [
  {
    key: 'harbour-office',
    name: 'Liv Aasen',
    email: 'liv@harbour-office.example',
    subject: 'Two gauges for a guest harbour',
    body: 'Hello,\n\nwe rebuild our guest harbour next spring and would like two gauges, one at each end of the mole.\n\nCan you tell us what that costs, and how long it takes?\n\nLiv Aasen',
    daysAgo: 0.2,
  },
  {
    key: 'journal',
    name: 'Peter Novak',
    email: 'peter@coast-journal.example',
    subject: 'May we print the chart of the flood?',
    body: 'I would like to print your chart of the fourteenth in our winter issue, with your name below it. Is that all right, and in which resolution could we have it?',
    daysAgo: 1.6,
    assignee: 'user_local_grace',
    answer: {
      by: 'user_local_grace',
      body: 'Dear Peter,\n\ngladly. I send you the drawing as a PDF tomorrow; please name the station as well.\n\nGrace',
      daysAgo: 1.1,
    },
  },
  {
    key: 'visit',
    name: 'Mona Berg',
    email: 'mona@example.org',
    subject: 'Open afternoon',
    body: 'Is there another open afternoon this year?',
    daysAgo: 12,
    state: 'closed',
    assignee: 'user_local_alan',
    answer: { by: 'user_local_alan', body: 'Yes: the first Saturday in December, from two.', daysAgo: 11.5 },
  },
  {
    key: 'ranking',
    name: 'Top Ranking',
    email: 'sales@ranking.example',
    subject: 'First page of search results guaranteed',
    body: 'https://ranking.example/1 https://ranking.example/2 https://ranking.example/3 https://ranking.example/4 https://ranking.example/5',
    daysAgo: 3.3,
    state: 'spam',
  },
];

/** What people did on Acme's site besides commenting: likes and ratings, its guestbook, and what they wrote to it. */
export async function seedSite(seeding: Seeding, workspaceId: string): Promise<void> {
  await seedReactions(seeding, workspaceId);
  await seedGuestbook(seeding, workspaceId);
  await seedInquiries(seeding, workspaceId);
}

async function seedReactions({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const rows = reactions.flatMap(({ post, likes, stars }) =>
    readers.slice(0, likes).map((reader, n) => ({
      workspaceId,
      postId: idOf(`post:acme:${post}`),
      userId: userIdOf(`user_local_${reader}`),
      stars: stars[n],
      createdAt: ago(1 - n / 20),
    })),
  );
  await tx.postLike.createMany({ data: rows.map(({ stars: _, ...row }) => row) });
  await tx.postRating.createMany({
    data: rows.flatMap(({ stars, ...row }) => (stars ? [{ ...row, stars, updatedAt: row.createdAt }] : [])),
  });
}

async function seedGuestbook({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  await tx.comment.createMany({
    data: entries.map(({ key, author, body, daysAgo, isHeld }) => ({
      workspaceId,
      id: idOf(`guestbook:acme:${key}`),
      authorUserId: userIdOf(author),
      body,
      state: isHeld ? ('held' as const) : ('visible' as const),
      heldReason: isHeld ? ('first' as const) : null,
      createdAt: ago(daysAgo),
    })),
  });
}

async function seedInquiries({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  await tx.inquiry.createMany({
    data: inquiries.map(({ key, name, email, subject, daysAgo, state, assignee, answer }) => ({
      workspaceId,
      id: idOf(`inquiry:acme:${key}`),
      name,
      email,
      subject,
      state: state ?? ('open' as const),
      assigneeUserId: assignee ? userIdOf(assignee) : null,
      createdAt: ago(daysAgo),
      answeredAt: answer ? ago(answer.daysAgo) : null,
      closedAt: state === 'closed' ? ago((answer?.daysAgo ?? daysAgo) - 0.1) : null,
    })),
  });
  await tx.inquiryMessage.createMany({
    data: inquiries.flatMap(({ key, body, daysAgo, answer }) => [
      {
        workspaceId,
        id: idOf(`inquiry:acme:${key}:asked`),
        inquiryId: idOf(`inquiry:acme:${key}`),
        direction: 'received' as const,
        body,
        createdAt: ago(daysAgo),
      },
      ...(answer
        ? [
            {
              workspaceId,
              id: idOf(`inquiry:acme:${key}:answered`),
              inquiryId: idOf(`inquiry:acme:${key}`),
              direction: 'sent' as const,
              authorUserId: userIdOf(answer.by),
              body: answer.body,
              createdAt: ago(answer.daysAgo),
              mailedAt: ago(answer.daysAgo),
            },
          ]
        : []),
    ]),
  });
}
