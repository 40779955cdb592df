/** Why a domain could not be verified. The first two say that the record is not there; the next two that nobody knows. */
export const domainProblems = ['no-record', 'wrong-value', 'dns-failed', 'dns-timeout', 'taken'] as const;
export type DomainProblem = (typeof domainProblems)[number];

/** What one look at DNS found. */
export interface DomainFinding {
  /** Null when the record is there with the right value. */
  problem: Exclude<DomainProblem, 'taken'> | null;
  /** Whether the domain leads to this deployment; null when that could not be told. */
  pointsHere: boolean | null;
}

/** A sentence for the person who waits: what was seen, and what to do. */
export const problemTexts: Record<DomainProblem, string> = {
  'no-record':
    'There is no TXT record yet. New records can take from minutes to hours to be seen everywhere.',
  'wrong-value': 'The TXT record has another value. Copy the value below and replace it.',
  'dns-failed':
    'The domain’s name servers did not give an answer. Check that the domain is registered and its DNS works.',
  'dns-timeout':
    'The domain’s name servers did not answer in time. This often passes: check again in a few minutes.',
  taken:
    'The record is right, but another workspace here has verified this domain. It is set free when that workspace removes it, or three days after its own TXT record is gone.',
};
