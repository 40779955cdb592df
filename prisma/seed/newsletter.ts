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
const slug = 'the-flood-of-the-fourteenth';

/** Who reads Acme by mail, and one issue that has gone out to them. */
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
  const post = await tx.post.findFirst({
    where: { workspaceId, slug },
    select: { id: true, title: true, body: true },
  });
  if (!post) return;
  const begun = ago(1.6);
  const reached = subscribers.filter(({ state, createdAt }) => state !== 'waiting' && createdAt < begun);
  const issueId = idOf('issue:acme:flood');
  const refused = reached.filter(({ state }) => state === 'bounced').length;
  await tx.newsletterIssue.createMany({
    data: {
      workspaceId,
      id: issueId,
      postId: post.id,
      slug,
      title: post.title,
      body: post.body,
      state: 'sent',
      total: reached.length,
      sent: reached.length - refused,
      refused,
      reached:
        reached
          .map(({ id }) => id)
          .sort()
          .at(-1) ?? null,
      createdAt: begun,
      finishedAt: begun,
    },
  });
  await tx.newsletterDelivery.createMany({
    data: reached.map(({ id, state }) => ({
      workspaceId,
      issueId,
      subscriberId: id,
      state: state === 'bounced' ? ('bounced' as const) : ('sent' as const),
      attempts: 1,
      settledAt: begun,
      reason: state === 'bounced' ? noMailbox : null,
    })),
  });
}
