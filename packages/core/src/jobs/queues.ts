/**
 * What each queue's jobs carry. Ids only: the queue's tables have no row-level security, so nothing a tenant wrote and no
 * secret may be in them. A handler enters the workspace and reads the rest.
 */
export interface JobPayloads {
  'stripe-customer': { stripeCustomerId: string };
  'identity-sync': { clerkUserId: string };
  mail:
    | { message: 'invitation'; workspaceId: string; invitationId: string }
    | { message: 'ownership-offer'; workspaceId: string; transferId: string }
    | { message: 'welcome-to-workspace'; workspaceId: string; userId: string }
    | { message: 'export-ready'; workspaceId: string; exportId: string }
    | { message: 'workspace-closing'; workspaceId: string; userId: string }
    | { message: 'data-copy-ready'; userId: string; copyId: string }
    | { message: 'erasure-asked'; userId: string }
    | { message: 'contact'; contactMessageId: string }
    | { message: 'billing'; workspaceId: string; effectId: string }
    | { message: 'inquiry-answer'; workspaceId: string; messageId: string }
    | { message: 'newsletter-confirmation'; workspaceId: string; subscriberId: string }
    | { message: 'notification'; workspaceId: string; notificationId: string }
    | { message: 'digest'; workspaceId: string; userId: string; day: string };
  'workspace-event': { workspaceId: string; auditEventId: string };
  /** `attempt` counts from one; an attempt that is on record is not made again. */
  'webhook-delivery': { workspaceId: string; deliveryId: string; attempt: number };
  'webhook-retention': Record<string, never>;
  'notification-digest': Record<string, never>;
  'provision-workspace': { workspaceId: string };
  'sync-seats': { workspaceId: string };
  /** With a post, that post's page alone; or the guestbook alone; or the home page alone. */
  'purge-site': { workspaceId: string; postId?: string; guestbook?: true; home?: true };
  /** The same once more, a while after something there was hidden. */
  'purge-site-again': { workspaceId: string; postId?: string; guestbook?: true; home?: true };
  /** A scheduled post may be due. */
  'publish-due-post': { workspaceId: string; postId: string };
  /** The key is made of the workspace's id and the file's. */
  'delete-upload': { workspaceId: string; key: string };
  'sweep-uploads': Record<string, never>;
  'reconcile-billing': Record<string, never>;
  'follow-test-clock': { testClockId: string };
  /** Something becomes due by the clock: a reminder, the end of the days of grace. */
  'billing-moment': { workspaceId: string };
  'settle-subscription': { workspaceId: string };
  'export-workspace': { workspaceId: string; exportId: string };
  'erase-workspace': { workspaceId: string };
  'newsletter-issue': { workspaceId: string; issueId: string };
  'copy-person': { userId: string; copyId: string };
  'erase-person': { userId: string };
  'data-retention': Record<string, never>;
  'check-due-domains': Record<string, never>;
  'check-domains': { workspaceId: string };
  'sync-domain-map': { workspaceId: string };
  'reconcile-domain-maps': Record<string, never>;
  'trim-audit-logs': Record<string, never>;
  'expire-support': { workspaceId: string; accessId: string };
  'api-retention': Record<string, never>;
  'measure-workspace': { workspaceId: string };
  'measure-usage': Record<string, never>;
  'report-usage': Record<string, never>;
}

export type QueueName = keyof JobPayloads;

export interface QueueDefinition {
  /** `stately`: per key at most one active and one waiting job. `standard`: every job counts. */
  policy: 'stately' | 'standard';
  /** Attempts after the first one, before the job goes to the dead-letter queue. */
  retryLimit: number;
  /** Seconds before the first retry; doubles, with jitter, up to `retryDelayMax`. */
  retryDelay: number;
  retryBackoff: boolean;
  retryDelayMax: number;
  /** Silence after which a worker counts as crashed; `drain` touches its jobs more often than that. At least 10. */
  heartbeatSeconds: number;
  /** Longest time one attempt may take. */
  expireInSeconds: number;
  deadLetter: string;
}

/** Where jobs end that failed every attempt, for an operator to look at and send again. */
export const deadLetterQueue = 'dead-letter';

/**
 * The functions that drain queues: apart, so that a flood of mail never delays a payment, and neither somebody's slow
 * receiver nor an export delays either. With `lanes`, so many jobs run at a time and none waits for another's end.
 */
export const backgroundFunctions = {
  'stripe-events-background': {
    path: '/api/jobs/stripe-events',
    queues: [
      'stripe-customer',
      'sync-seats',
      'settle-subscription',
      'billing-moment',
      'follow-test-clock',
      'reconcile-billing',
    ],
  },
  'jobs-background': {
    path: '/api/jobs/run',
    queues: [
      'identity-sync',
      'provision-workspace',
      'sync-domain-map',
      'publish-due-post',
      'purge-site',
      'purge-site-again',
      'workspace-event',
      'mail',
      'delete-upload',
      'sweep-uploads',
      'webhook-retention',
      'check-domains',
      'check-due-domains',
      'reconcile-domain-maps',
      'notification-digest',
      'trim-audit-logs',
      'api-retention',
      'expire-support',
      'measure-workspace',
      'measure-usage',
      'report-usage',
    ],
  },
  'webhooks-background': { path: '/api/jobs/webhooks', queues: ['webhook-delivery'], lanes: 10 },
  'data-background': {
    path: '/api/jobs/data',
    queues: [
      'data-retention',
      'copy-person',
      'export-workspace',
      'erase-person',
      'erase-workspace',
      'newsletter-issue',
    ],
  },
} as const satisfies Record<string, { path: string; queues: readonly QueueName[]; lanes?: number }>;

export type BackgroundFunction = keyof typeof backgroundFunctions;

const common = {
  retryBackoff: true,
  heartbeatSeconds: 30,
  expireInSeconds: 300,
  deadLetter: deadLetterQueue,
};

/** An attempt at these may take as long as the platform lets a function run; what is left then is a job of its own. */
const long = { ...common, expireInSeconds: 14 * 60, retryDelay: 10, retryDelayMax: 900 };

/** The deploy step creates these queues, and updates them when they changed. */
export const queues: Record<QueueName, QueueDefinition> = {
  // The customer's own row says when to give up (`maxAttempts` in billing/customer-lease.ts); the queue must not give up earlier.
  'stripe-customer': { ...common, policy: 'stately', retryLimit: 30, retryDelay: 5, retryDelayMax: 300 },
  'sync-seats': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  'reconcile-billing': { ...common, policy: 'standard', retryLimit: 5, retryDelay: 60, retryDelayMax: 900 },
  'follow-test-clock': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 5, retryDelayMax: 300 },
  'billing-moment': { ...common, policy: 'standard', retryLimit: 12, retryDelay: 10, retryDelayMax: 900 },
  'identity-sync': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  'provision-workspace': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  // The platform purges one tag twice in five seconds at most; publications in between share the waiting job.
  'purge-site': { ...common, policy: 'stately', retryLimit: 8, retryDelay: 5, retryDelayMax: 300 },
  'purge-site-again': { ...common, policy: 'standard', retryLimit: 8, retryDelay: 5, retryDelayMax: 300 },
  'workspace-event': { ...common, policy: 'standard', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  'publish-due-post': { ...common, policy: 'standard', retryLimit: 20, retryDelay: 5, retryDelayMax: 300 },
  'delete-upload': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 10, retryDelayMax: 900 },
  'sweep-uploads': { ...common, policy: 'standard', retryLimit: 5, retryDelay: 60, retryDelayMax: 900 },
  // Retries of its own: each attempt that failed adds the job of the next. These are for attempts that could not be recorded.
  'webhook-delivery': { ...common, policy: 'standard', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  'webhook-retention': { ...common, policy: 'standard', retryLimit: 5, retryDelay: 60, retryDelayMax: 900 },
  'settle-subscription': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  'data-retention': { ...long, policy: 'standard', retryLimit: 5 },
  // The export's own row says when to give up (`mostAttempts` in exports/export-workspace.ts).
  'export-workspace': { ...long, policy: 'stately', retryLimit: 8 },
  'erase-workspace': { ...long, policy: 'stately', retryLimit: 30 },
  // The copy's own row says when to give up (`mostAttempts` in person/make-data-copy.ts).
  'copy-person': { ...long, policy: 'stately', retryLimit: 8 },
  'erase-person': { ...long, policy: 'stately', retryLimit: 30 },
  // Each address has attempts of its own; these are for a mail server that is away, and for addresses that wait.
  'newsletter-issue': { ...long, policy: 'stately', retryLimit: 30 },
  'check-domains': { ...common, policy: 'stately', retryLimit: 3, retryDelay: 30, retryDelayMax: 300 },
  'check-due-domains': { ...common, policy: 'standard', retryLimit: 1, retryDelay: 30, retryDelayMax: 60 },
  'sync-domain-map': { ...common, policy: 'stately', retryLimit: 12, retryDelay: 5, retryDelayMax: 600 },
  'reconcile-domain-maps': {
    ...common,
    policy: 'standard',
    retryLimit: 5,
    retryDelay: 60,
    retryDelayMax: 900,
  },
  'notification-digest': { ...common, policy: 'standard', retryLimit: 3, retryDelay: 30, retryDelayMax: 120 },
  'api-retention': { ...common, policy: 'standard', retryLimit: 5, retryDelay: 60, retryDelayMax: 900 },
  'expire-support': { ...common, policy: 'standard', retryLimit: 12, retryDelay: 10, retryDelayMax: 900 },
  'measure-workspace': { ...common, policy: 'stately', retryLimit: 8, retryDelay: 5, retryDelayMax: 300 },
  // They visit every workspace; the next hour, or day, does what was left.
  'measure-usage': { ...long, policy: 'standard', retryLimit: 2 },
  'report-usage': { ...long, policy: 'standard', retryLimit: 5 },
  // It visits every workspace: the time that a background function has, less what others need.
  'trim-audit-logs': {
    ...common,
    policy: 'standard',
    retryLimit: 3,
    retryDelay: 300,
    retryDelayMax: 3_600,
    expireInSeconds: 720,
  },
  mail: { ...common, policy: 'standard', retryLimit: 10, retryDelay: 10, retryDelayMax: 900 },
};

/** The function to poke after enqueueing on this queue. */
export function backgroundFunctionOf(queue: QueueName): BackgroundFunction {
  const names = Object.keys(backgroundFunctions) as BackgroundFunction[];
  const found = names.find((name) => {
    const drained: readonly QueueName[] = backgroundFunctions[name].queues;
    return drained.includes(queue);
  });
  if (!found)
    throw new Error(`No background function drains the queue ${queue}. Add it to backgroundFunctions.`);
  return found;
}
