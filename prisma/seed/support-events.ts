import type { SeededWorkspace } from '@archipelago/local-cloud/seed/people';
import type { SeededEvent } from './events.ts';
import { supportAccesses, supportOperator } from './support.ts';

/** What the log says of support: let in, came in, left, ended. */
export function supportEvents({ slug, name }: SeededWorkspace): SeededEvent[] {
  return supportAccesses
    .filter(({ workspace }) => workspace === slug)
    .flatMap(({ allowedBy, note, daysAgo, endedDaysAgo, visits }): SeededEvent[] => {
      const target = { targetKind: 'support', targetKey: `support:${slug}:${daysAgo}` };
      const owner = { actor: allowedBy.clerkUserId, ...target, targetName: 'Support' };
      const operator = { actor: supportOperator.clerkUserId, ...target, targetName: name };
      const changes = { duration: { from: null, to: '7 days' }, note: { from: null, to: note } };
      return [
        { ...owner, daysAgo, action: 'support.allowed', changes },
        ...visits.flatMap((visit): SeededEvent[] => [
          {
            ...operator,
            daysAgo: visit.daysAgo,
            action: 'support.entered',
            changes: {
              reason: { from: null, to: visit.reason },
              'let in by': { from: null, to: allowedBy.name },
            },
          },
          { ...operator, daysAgo: visit.leftDaysAgo, action: 'support.left', changes: {} },
        ]),
        ...(endedDaysAgo === null
          ? []
          : [{ ...owner, daysAgo: endedDaysAgo, action: 'support.ended', changes: {} }]),
      ];
    });
}
