/**
 * An endpoint's address for the audit log and for mails: its host, and enough of the rest to tell two apart, since the
 * path of many receivers is itself a secret.
 */
export function shownUrl(url: string): string {
  const { host, pathname, search } = new URL(url);
  const rest = `${pathname}${search}`;
  return rest === '/' ? host : `${host}/…${rest.slice(1).slice(-4)}`;
}
