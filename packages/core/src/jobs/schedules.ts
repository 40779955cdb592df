import type { QueueName } from './queues.ts';

export interface Schedule {
  queue: QueueName;
  /** Five fields, UTC. */
  cron: string;
}

/** What runs by the clock. The sweep turns each occurrence into one job, and catches up on the latest one it missed. */
export const schedules: readonly Schedule[] = [
  { queue: 'reconcile-billing', cron: '17 3 * * *' },
  { queue: 'sweep-uploads', cron: '41 3 * * *' },
  { queue: 'webhook-retention', cron: '47 3 * * *' },
  { queue: 'data-retention', cron: '53 3 * * *' },
  { queue: 'reconcile-domain-maps', cron: '59 3 * * *' },
  { queue: 'check-due-domains', cron: '*/5 * * * *' },
  // At eight in every workspace's time zone: some are a quarter of an hour off.
  { queue: 'notification-digest', cron: '*/15 * * * *' },
  { queue: 'api-retention', cron: '35 3 * * *' },
  { queue: 'trim-audit-logs', cron: '5 4 * * *' },
  { queue: 'measure-usage', cron: '11 * * * *' },
  // The day before is over everywhere: usage is counted in UTC.
  { queue: 'report-usage', cron: '23 0 * * *' },
];
