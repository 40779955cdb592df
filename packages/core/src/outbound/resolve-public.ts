import { lookup } from 'node:dns/promises';
import { isIP } from 'node:net';
import { isPublicAddress } from './is-public-address.ts';
import { OutboundRefused } from './outbound-refused.ts';
import type { OutboundUrl } from './outbound-url.ts';

export interface ResolvedAddress {
  address: string;
  family: number;
}

/** Every address of a name, as the system knows them. */
export type Resolver = (host: string) => Promise<ResolvedAddress[]>;

const resolveWithSystem: Resolver = (host) => lookup(host, { all: true, verbatim: true });

/**
 * The addresses behind an address's host, each of which is public: one private address among them refuses them all. Who
 * calls it must connect to exactly these; the name may answer something else a moment later.
 *
 * @throws OutboundRefused
 */
export async function resolvePublic(
  { url, isAllowedPrivate }: OutboundUrl,
  resolve: Resolver = resolveWithSystem,
): Promise<ResolvedAddress[]> {
  const host = url.hostname.replace(/^\[|\]$/g, '');
  const family = isIP(host);
  const addresses = family ? [{ address: host, family }] : await resolved(host, resolve);
  if (!isAllowedPrivate && !addresses.every(({ address }) => isPublicAddress(address))) {
    throw new OutboundRefused(
      `${url.hostname} leads to a private or reserved network address, which is never called. Use one that is on the public internet.`,
    );
  }
  return addresses;
}

async function resolved(host: string, resolve: Resolver): Promise<ResolvedAddress[]> {
  const addresses = await resolve(host).catch((): ResolvedAddress[] => []);
  if (addresses.length === 0) {
    throw new OutboundRefused(
      `There is no host ${host}. Check the address, or wait until its DNS record is known.`,
    );
  }
  return addresses;
}
