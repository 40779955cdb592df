/**
 * The bare host name of a Host header: lower case, without port or the trailing dot of a rooted name.
 * Null for anything that is not a plain ASCII host name or an IP address.
 */
export function parseHost(host: string): string | null {
  const match = /^(?<name>\[[0-9a-f:.]+\]|[a-z0-9.-]+?)\.?(?::\d{1,5})?$/i.exec(host);
  const name = match?.groups?.name?.toLowerCase();
  if (name === undefined || name.length > 253) return null;
  if (name.startsWith('[')) return name;
  return name.split('.').every((label) => /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(label)) ? name : null;
}
