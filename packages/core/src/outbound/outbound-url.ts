import { environment } from '../environment.ts';
import { OutboundRefused } from './outbound-refused.ts';

/** Ports on which others offer HTTPS; any other would let somebody look for what listens on a machine. */
const allowedPorts = new Set(['', '8443']);

const longest = 2_000;

export interface OutboundUrl {
  url: URL;
  /** Named by `WEBHOOK_ALLOWED_PRIVATE_HOSTS`: plain http and private addresses are fine, as on a person's own machine. */
  isAllowedPrivate: boolean;
}

/**
 * An address on the public internet that may be called on somebody's behalf, as far as its text tells; what its name
 * resolves to is checked when it is called.
 *
 * @throws OutboundRefused
 */
export function outboundUrl(text: string): OutboundUrl {
  if (text.length > longest)
    throw new OutboundRefused(`This is longer than ${longest} characters. Use a shorter address.`);
  // The URL parser drops some of these without a word.
  if (/[\s\p{Cc}\\]/u.test(text)) {
    throw new OutboundRefused('An address has no spaces, line breaks or backslashes. Remove them.');
  }
  if (!URL.canParse(text)) {
    throw new OutboundRefused('This is not a complete address. It looks like https://example.com/webhooks.');
  }
  const url = new URL(text);
  if (url.username || url.password) {
    throw new OutboundRefused(
      'Leave out the user name and password. Check the signature of a webhook instead.',
    );
  }
  if (url.hash) throw new OutboundRefused('Leave out the part after the #; it is never sent.');
  if (isAllowedPrivate(url)) return { url, isAllowedPrivate: true };
  if (url.protocol !== 'https:') throw new OutboundRefused('Use an address that starts with https://.');
  if (!allowedPorts.has(url.port)) throw new OutboundRefused('Use port 443 or 8443.');
  const host = url.hostname.replace(/\.$/, '');
  if (isOwnHost(host)) {
    throw new OutboundRefused('This is an address of this product. Use one of your own system.');
  }
  if (!host.startsWith('[') && !host.includes('.')) {
    throw new OutboundRefused('Use a complete host name, such as hooks.example.com.');
  }
  return { url, isAllowedPrivate: false };
}

function isAllowedPrivate({ protocol, hostname, port }: URL): boolean {
  const defaultPort = protocol === 'https:' ? '443' : '80';
  return (
    /^https?:$/.test(protocol) &&
    environment().WEBHOOK_ALLOWED_PRIVATE_HOSTS.includes(`${hostname}:${port || defaultPort}`)
  );
}

/** Calling ourselves would make one event cause the next. */
function isOwnHost(host: string): boolean {
  const own = new URL(environment().APP_URL).hostname;
  return host === own || host.endsWith(`.${own}`);
}
