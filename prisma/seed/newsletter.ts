import { idOf } from './ids.ts';
import type { Seeding } from './seeding.ts';

type State = 'waiting' | 'subscribed' | 'unsubscribed' | 'bounced';

const names = [
  'amara.obi',
  'b.lindqvist',
  'carla.reyes',
  'd.okafor',
  'elin.strand',
  'farid.nasser',
  'g.moreau',
  'hanna.weiss',
  'ivo.kral',
  'j.mbeki',
  'kaito.mori',
  'leila.haddad',
  'm.oconnor',
  'nils.berg',
  'olga.petrova',
  'p.santos',
  'quinn.walsh',
  'rosa.bianchi',
  's.iyer',
  'tuva.holm',
  'u.fischer',
  'vera.novak',
  'w.de-vries',
  'yusuf.demir',
] as const;

const special: Partial<Record<(typeof names)[number], State>> = {
  'b.lindqvist': 'waiting',
  'yusuf.demir': 'waiting',
  'g.moreau': 'unsubscribed',
  'p.santos': 'bounced',
};

const noMailbox = '550 5.1.1 The mailbox does not exist';

/** One that has gone out, and one that was for everyone by mistake: somebody closed the post, and the issue stopped. */
const issues: { slug: string; daysAgo: number; stopsAfter?: number }[] = [
  { slug: 'raw-readings-of-the-fourteenth', daysAgo: 11.4, stopsAfter: 5 },
  { slug: 'the-flood-of-the-fourteenth', daysAgo: 1.6 },
];

/** Who reads Acme by mail, and what has gone out to them. */
export async function seedNewsletter({ tx, ago }: Seeding, workspaceId: string): Promise<void> {
  const subscribers = names.map((name, n) => {
    const state: State = special[name] ?? 'subscribed';
    const createdAt = ago(28 - n * 1.1);
    const isByHand = name === 'hanna.weiss';
    return {
      workspaceId,
      id: idOf(`subscriber:acme:${name}`),
      email: `${name}@reader.example`,
      state,
      source: isByHand ? ('hand' as const) : n % 7 === 3 ? ('import' as const) : ('form' as const),
      consent: isByHand ? 'On the list at the open day on the pier' : null,
      createdAt,
      askedAt: isByHand || state === 'unsubscribed' ? null : createdAt,
      confirmedAt: state === 'waiting' ? null : createdAt,
      unsubscribedAt: state === 'unsubscribed' ? ago(1.4) : null,
      bouncedAt: state === 'bounced' ? ago(1.6) : null,
      bounceReason: state === 'bounced' ? noMailbox : null,
    };
  });
  await tx.newsletterSubscriber.createMany({ data: subscribers });
  const posts = await tx.post.findMany({
    where: { workspaceId, slug: { in: issues.map(({ slug }) => slug) } },
    select: { id: true, slug: true, title: true, body: true },
  });
  for (const { slug, daysAgo, stopsAfter = Number.POSITIVE_INFINITY } of issues) {
    const post = posts.find((one) => one.slug === slug);
    if (!post) continue;
    const begun = ago(daysAgo);
    const all = subscribers
      .filter(({ state, createdAt }) => state !== 'waiting' && createdAt < begun)
      .sort((one, other) => (one.id < other.id ? -1 : 1));
    const reached = all.slice(0, stopsAfter);
    const isStopped = reached.length < all.length;
    const issueId = idOf(`issue:acme:${slug}`);
    // Its mailbox was still there when the earlier one came.
    const outcomeOf = (state: State) => (state === 'bounced' && !isStopped ? 'bounced' : 'sent');
    const refused = reached.filter(({ state }) => outcomeOf(state) === 'bounced').length;
    await tx.newsletterIssue.createMany({
      data: {
        workspaceId,
        id: issueId,
        postId: post.id,
        slug,
        title: post.title,
        body: post.body,
        state: isStopped ? 'cancelled' : 'sent',
        stoppedBecause: isStopped ? 'post_closed' : null,
        total: all.length,
        sent: reached.length - refused,
        refused,
        reached: reached.at(-1)?.id ?? null,
        createdAt: begun,
        finishedAt: begun,
      },
    });
    await tx.newsletterDelivery.createMany({
      data: reached.map(({ id, state }) => ({
        workspaceId,
        issueId,
        subscriberId: id,
        state: outcomeOf(state),
        attempts: 1,
        settledAt: begun,
        reason: outcomeOf(state) === 'bounced' ? noMailbox : null,
      })),
    });
  }
}
