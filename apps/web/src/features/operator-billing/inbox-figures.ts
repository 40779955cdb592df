import type { InboxFigures } from '@archipelago/core/billing/inbox/get-billing-inbox';
import { mostCounted } from '@archipelago/core/platform/get-platform-health';
import { formatAge } from '../operator/format-age.ts';

const counted = (count: number) =>
  count > mostCounted ? `over ${mostCounted.toLocaleString('en-GB')}` : count.toLocaleString('en-GB');

const reasons = ['signature', 'mode', 'size'] as const;

/** The inbox in four figures. */
export function inboxFigures(figures: InboxFigures): { label: string; value: string; detail: string }[] {
  const { waiting, dead, oldestSeconds, events, deliveries, p95Seconds, refused } = figures;
  const twice = deliveries - events;
  const share = deliveries === 0 ? 0 : (100 * twice) / deliveries;
  const turnedAway = refused.signature + refused.mode + refused.size;
  return [
    {
      label: 'Customers waiting',
      value: counted(waiting),
      detail: dead === 0 ? 'none given up' : `${counted(dead)} given up`,
    },
    {
      label: 'Waiting the longest',
      value: oldestSeconds === null ? '–' : formatAge(oldestSeconds),
      detail:
        p95Seconds === null
          ? 'no event was acted on yet'
          : `95 of 100 events in ${formatDuration(p95Seconds)}`,
    },
    {
      label: 'Delivered again',
      value: `${share.toLocaleString('en-GB', { maximumFractionDigits: 1 })}%`,
      detail: `${twice.toLocaleString('en-GB')} of the latest ${deliveries.toLocaleString('en-GB')}, without effect`,
    },
    {
      label: 'Refused, 7 days',
      value: turnedAway.toLocaleString('en-GB'),
      detail:
        turnedAway === 0
          ? 'by signature, mode or size'
          : reasons
              .filter((reason) => refused[reason] > 0)
              .map((reason) => `${refused[reason].toLocaleString('en-GB')} by ${reason}`)
              .join(', '),
    },
  ];
}

function formatDuration(seconds: number): string {
  if (seconds >= 60) return formatAge(seconds);
  return `${seconds.toLocaleString('en-GB', { maximumFractionDigits: 1 })} s`;
}
