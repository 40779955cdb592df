import type { DomainProblem } from './domain-finding.ts';

export interface CheckedDomain {
  state: 'pending' | 'verified' | 'failed';
  createdAt: Date;
  lostAt: Date | null;
}

export interface CheckResult {
  state: CheckedDomain['state'];
  lostAt: Date | null;
  /** Null: only a person starts the next one. */
  nextCheckAt: Date | null;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long a verified domain may be without its record before it is given up. */
export const graceDays = 3;

/**
 * What follows from one check. A new domain is checked ever more rarely for a day. A verified one is checked daily, and
 * given up when its record has been gone for three days; name servers that do not answer are not held against it.
 */
export function afterCheck(domain: CheckedDomain, problem: DomainProblem | null, now: Date): CheckResult {
  const after = (milliseconds: number) => new Date(now.getTime() + milliseconds);
  if (problem === null) return { state: 'verified', lostAt: null, nextCheckAt: after(day) };
  if (domain.state === 'verified') {
    const isGone = problem === 'no-record' || problem === 'wrong-value';
    if (!isGone) return { state: 'verified', lostAt: domain.lostAt, nextCheckAt: after(hour) };
    const lostAt = domain.lostAt ?? now;
    const isOver = now.getTime() - lostAt.getTime() >= graceDays * day;
    if (isOver) return { state: 'failed', lostAt: null, nextCheckAt: null };
    return { state: 'verified', lostAt, nextCheckAt: after(6 * hour) };
  }
  const age = now.getTime() - domain.createdAt.getTime();
  if (domain.state === 'failed' || age >= day) return { state: 'failed', lostAt: null, nextCheckAt: null };
  return {
    state: 'pending',
    lostAt: null,
    nextCheckAt: after(Math.min(3 * hour, Math.max(5 * minute, age / 2))),
  };
}

/** When a domain that lost its record now is given up. */
export function givenUpAt(lostAt: Date): Date {
  return new Date(lostAt.getTime() + graceDays * day);
}
