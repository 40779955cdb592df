import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Azure answers its virtual machines' questions here, from within a public range. */
const metadataAddresses = new Set(['168.63.129.16']);

/** The range that is handed out for the public internet. Everything else of IPv6 is somebody's own, or nobody's. */
const globalUnicast = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an IP address, as the system writes it, is one of the public internet. Private, loopback, link-local, shared,
 * multicast and reserved ranges are not; nor is any IPv6 address that carries an IPv4 address inside, since where such a
 * one leads is decided by a gateway we cannot see.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  if (parsed instanceof ipaddr.IPv4) return !metadataAddresses.has(parsed.toString());
  return parsed.match(globalUnicast) && !isIsatap(parsed);
}

/** RFC 5214: a private IPv4 address in the lower half of what looks like any other IPv6 address. */
function isIsatap({ parts }: ipaddr.IPv6): boolean {
  return parts[5] === 0x5efe && (parts[4] === 0 || parts[4] === 0x200);
}
