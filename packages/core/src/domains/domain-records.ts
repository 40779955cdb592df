export const challengeLabel = '_archipelago-challenge';

export interface DnsRecord {
  purpose: 'verification' | 'routing';
  type: 'TXT' | 'CNAME' | 'A' | 'AAAA' | 'ALIAS';
  name: string;
  value: string;
}

export interface RoutingTarget {
  /** The host name that this deployment answers to. */
  target: string;
  /** Its fixed addresses, if it has any: what a domain needs that can have no CNAME. */
  addresses: readonly string[];
}

/**
 * What to enter in DNS. A registered domain itself cannot have a CNAME: it gets the deployment's addresses, or, without
 * any, what providers call ALIAS, ANAME or a flattened CNAME.
 */
export function domainRecords(
  domain: { host: string; challenge: string; isApex: boolean },
  { target, addresses }: RoutingTarget,
): DnsRecord[] {
  const { host, challenge, isApex } = domain;
  const verification: DnsRecord = {
    purpose: 'verification',
    type: 'TXT',
    name: `${challengeLabel}.${host}`,
    value: challenge,
  };
  const routed = (type: DnsRecord['type'], value: string): DnsRecord => ({
    purpose: 'routing',
    type,
    name: host,
    value,
  });
  if (!isApex) return [verification, routed('CNAME', target)];
  if (addresses.length === 0) return [verification, routed('ALIAS', target)];
  return [verification, ...addresses.map((address) => routed(address.includes(':') ? 'AAAA' : 'A', address))];
}
