import { type DomainProblem, problemTexts } from '@archipelago/core/domains/domain-finding';
import type { DnsRecord } from '@archipelago/core/domains/domain-records';

export type Tone = 'neutral' | 'ok' | 'warn' | 'bad';

export interface DomainStatus {
  label: string;
  tone: Tone;
  /** What is so and what to do; null when there is nothing to do. */
  text: string | null;
}

interface Shown {
  state: 'pending' | 'verified' | 'failed';
  problem: DomainProblem | null;
  pointsHere: boolean | null;
  isPrimary: boolean;
  isServed: boolean;
  checkedAt: Date | null;
  endsAt: Date | null;
}

/** How a domain stands, in a word and a sentence. `day` writes a date as the workspace does. */
export function domainStatus(domain: Shown, day: (date: Date) => string): DomainStatus {
  const { state, problem, endsAt } = domain;
  if (state === 'pending') {
    const waiting =
      'Enter the records below where your DNS is managed. We look for them by ourselves for a day.';
    return { label: 'Waiting for DNS', tone: 'warn', text: problem ? problemTexts[problem] : waiting };
  }
  if (state === 'failed') {
    const why = problem ? problemTexts[problem] : '';
    return {
      label: 'Not verified',
      tone: 'bad',
      text: `${why} Then press Check now: we have stopped looking.`,
    };
  }
  if (endsAt) {
    return {
      label: 'Record missing',
      tone: 'bad',
      text: `The TXT record is gone. Put it back before ${day(endsAt)}, or this domain stops working here.`,
    };
  }
  if (!domain.isServed) {
    return {
      label: 'Not in your plan',
      tone: 'bad',
      text: 'It is verified, but your plan has fewer domains, so nobody reaches your site here. Choose a larger plan, or remove another domain.',
    };
  }
  if (domain.pointsHere === false) {
    return {
      label: 'Verified',
      tone: 'warn',
      text: 'It is yours, but does not lead here yet as far as we can see. Enter the second record below. Behind a proxy of your own this cannot be told.',
    };
  }
  return { label: domain.isPrimary ? 'Primary' : 'Verified', tone: 'ok', text: null };
}

/** Whether the latest check saw this record. */
export function recordStatus(record: DnsRecord, domain: Shown): { label: string; tone: Tone } {
  if (domain.checkedAt === null) return { label: 'Not checked yet', tone: 'neutral' };
  if (record.purpose === 'routing') {
    if (domain.pointsHere === null) return { label: 'No answer', tone: 'neutral' };
    return domain.pointsHere ? { label: 'Found', tone: 'ok' } : { label: 'Not found', tone: 'warn' };
  }
  const { problem } = domain;
  if (problem === null || problem === 'taken') return { label: 'Found', tone: 'ok' };
  if (problem === 'wrong-value') return { label: 'Other value', tone: 'bad' };
  return problem === 'no-record'
    ? { label: 'Not found', tone: 'warn' }
    : { label: 'No answer', tone: 'neutral' };
}
