import { idOf, userIdOf } from './ids.ts';
import type { Seeding } from './seeding.ts';

export interface SeededSupport {
  /** The workspace that lets support in. */
  workspace: string;
  allowedBy: { clerkUserId: string; name: string };
  note: string;
  daysAgo: number;
  /** Null for a consent that holds still. */
  endedDaysAgo: number | null;
  visits: { reason: string; daysAgo: number; leftDaysAgo: number }[];
}

export const supportOperator = { clerkUserId: 'user_local_olive', name: 'Olive Penhallow' };

/** Acme had help twice; Globex waits for it. */
export const supportAccesses: readonly SeededSupport[] = [
  {
    workspace: 'acme',
    allowedBy: { clerkUserId: 'user_local_ada', name: 'Ada Lindqvist' },
    note: 'Why did the tagline change on its own?',
    daysAgo: 26.4,
    endedDaysAgo: 26.1,
    visits: [
      { reason: 'Looking up who changed the tagline', daysAgo: 26.3, leftDaysAgo: 26.29 },
      { reason: 'Comparing the log with our own records', daysAgo: 26.2, leftDaysAgo: 26.18 },
    ],
  },
  {
    workspace: 'globex',
    allowedBy: { clerkUserId: 'user_local_linus', name: 'Linus Haavisto' },
    note: 'Pierre cannot find the post he drafted last week.',
    daysAgo: 0.1,
    endedDaysAgo: null,
    visits: [],
  },
];

export async function seedSupport({ tx, ago }: Seeding, slug: string, workspaceId: string): Promise<void> {
  for (const access of supportAccesses.filter(({ workspace }) => workspace === slug)) {
    const accessId = idOf(`support:${slug}:${access.daysAgo}`);
    await tx.supportAccess.createMany({
      data: {
        workspaceId,
        id: accessId,
        allowedByUserId: userIdOf(access.allowedBy.clerkUserId),
        allowedByName: access.allowedBy.name,
        note: access.note,
        createdAt: ago(access.daysAgo),
        expiresAt: ago(access.daysAgo - 7),
        endedAt: access.endedDaysAgo === null ? null : ago(access.endedDaysAgo),
      },
    });
    await tx.supportVisit.createMany({
      data: access.visits.map(({ reason, daysAgo, leftDaysAgo }) => ({
        workspaceId,
        id: idOf(`visit:${slug}:${daysAgo}`),
        accessId,
        operatorUserId: userIdOf(supportOperator.clerkUserId),
        operatorName: supportOperator.name,
        reason,
        enteredAt: ago(daysAgo),
        expiresAt: ago(daysAgo - 1 / 24),
        leftAt: ago(leftDaysAgo),
      })),
    });
  }
}
