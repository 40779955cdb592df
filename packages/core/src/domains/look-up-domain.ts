import { Resolver } from 'node:dns/promises';
import { environment } from '../environment.ts';
import type { DomainFinding } from './domain-finding.ts';
import { challengeLabel } from './domain-records.ts';
import { routingTarget } from './routing-target.ts';

const patience = { timeout: 1500, tries: 2 };
const deadlineMs = 6000;

/** The name does not exist, or has no such record: an answer, unlike a failure. */
const nothingThere: readonly unknown[] = ['ENOTFOUND', 'ENODATA'];
const tooSlow: readonly unknown[] = ['ETIMEOUT', 'ECANCELLED'];

/**
 * Asks DNS, and only DNS: no request is ever made to the domain itself. Never throws and never takes longer than six
 * seconds.
 */
export async function lookUpDomain(domain: { host: string; challenge: string }): Promise<DomainFinding> {
  const resolver = new Resolver(patience);
  const { DNS_SERVERS } = environment();
  if (DNS_SERVERS) resolver.setServers(DNS_SERVERS);
  const deadline = setTimeout(() => resolver.cancel(), deadlineMs);
  try {
    const [problem, pointsHere] = await Promise.all([
      findProblem(resolver, domain),
      leadsHere(resolver, domain.host),
    ]);
    return { problem, pointsHere };
  } finally {
    clearTimeout(deadline);
  }
}

async function findProblem(
  resolver: Resolver,
  { host, challenge }: { host: string; challenge: string },
): Promise<DomainFinding['problem']> {
  try {
    // A long value comes in pieces.
    const values = (await resolver.resolveTxt(`${challengeLabel}.${host}`)).map((pieces) => pieces.join(''));
    if (values.some((value) => value.trim() === challenge)) return null;
    return values.length > 0 ? 'wrong-value' : 'no-record';
  } catch (error) {
    const code = codeOf(error);
    if (nothingThere.includes(code)) return 'no-record';
    return tooSlow.includes(code) ? 'dns-timeout' : 'dns-failed';
  }
}

/** By its CNAME or by its addresses; one behind somebody else's proxy cannot be told from one that leads elsewhere. */
async function leadsHere(resolver: Resolver, host: string): Promise<boolean | null> {
  const { target, addresses } = routingTarget();
  const found = await Promise.all([
    orNothing(resolver.resolveCname(host)),
    orNothing(resolver.resolve4(host)),
    addresses.length > 0 ? addresses : orNothing(resolver.resolve4(target)),
  ]);
  if (found.includes(null)) return null;
  const [names, theirs, ours] = found.map((list) => list ?? []);
  return Boolean(names?.includes(target) || theirs?.some((address) => ours?.includes(address)));
}

/** No such record is an empty list; null means that nobody knows. */
async function orNothing(answer: Promise<string[]>): Promise<readonly string[] | null> {
  try {
    return await answer;
  } catch (error) {
    return nothingThere.includes(codeOf(error)) ? [] : null;
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
