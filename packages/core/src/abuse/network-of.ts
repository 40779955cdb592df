import { isIPv6 } from 'node:net';

/**
 * What one subscriber has: an IPv4 address, or the first half of an IPv6 address, of which everybody has a whole network
 * to go through.
 */
export function networkOf(ip: string): string {
  if (!isIPv6(ip)) return ip;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(ip);
  if (mapped?.[1]) return mapped[1];
  // The URL parser writes every spelling of an address in one way.
  const [left = '', right] = new URL(`http://[${ip.split('%')[0]}]`).hostname.slice(1, -1).split('::');
  const groups = (half: string | undefined) => (half ? half.split(':') : []);
  const [first, last] = [groups(left), groups(right)];
  const whole =
    right === undefined
      ? first
      : [...first, ...Array<string>(8 - first.length - last.length).fill('0'), ...last];
  return `${whole.slice(0, 4).join(':')}::/64`;
}
