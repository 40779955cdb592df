const withoutDots = new Set(['gmail.com', 'googlemail.com']);

/**
 * The mailbox behind an address, for counting: without what its owner may add or change at will. Never write to it: it is
 * for telling people apart, and the address as it was given is theirs.
 */
export function canonicalEmail(address: string): string {
  const whole = address.trim().toLowerCase();
  const at = whole.lastIndexOf('@');
  if (at < 1) return whole;
  const [name = ''] = whole.slice(0, at).split('+');
  const domain = whole.slice(at + 1).replace(/\.$/, '');
  if (withoutDots.has(domain)) return `${name.replaceAll('.', '')}@gmail.com`;
  return `${name}@${domain}`;
}
