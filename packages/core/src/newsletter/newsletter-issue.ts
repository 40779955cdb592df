import type { StoppedBecause } from './post-standing.ts';

export type IssueState = 'sending' | 'sent' | 'cancelled';

export interface NewsletterIssueItem {
  id: string;
  title: string;
  slug: string;
  state: IssueState;
  /** Who was subscribed when it began; some may have left since. */
  total: number;
  sent: number;
  refused: number;
  /** Came back after they were taken; part of `sent`. */
  bounced: number;
  createdAt: Date;
  finishedAt: Date | null;
  /** Of one that stopped by itself; null when somebody stopped it. */
  stoppedBecause: StoppedBecause | null;
}
