import { isIP } from 'node:net';
import { domainToASCII, domainToUnicode } from 'node:url';
import { parseHost } from '@archipelago/routing/parse-host';
import { parse } from 'tldts';
import { z } from 'zod';
import { environment } from '../environment.ts';
import { challengeLabel } from './domain-records.ts';

export type DomainNameCheck = { ok: true; host: string } | { ok: false; reason: string };

export interface DomainNameRules {
  /** Host of `APP_URL`, without a port: it and everything below it is ours. */
  rootHost: string;
  /** Names two labels below this one are allowed though nobody can own them, e.g. `localhost` in a local product. */
  testSuffix?: string | undefined;
}

const longest = 253 - challengeLabel.length - 1;

/**
 * The host name as a Host header says it: lower case, letters of other scripts in Punycode; or a sentence for the
 * person who typed it. A whole `https://…/` address is cut down to its name; a port or a path is refused.
 */
export function checkDomainName(given: string, rules: DomainNameRules): DomainNameCheck {
  const typed = given
    .trim()
    .replace(/^https?:\/\//i, '')
    .replace(/\/$/, '')
    .replace(/\.$/, '');
  if (typed === '') return refused('Enter a domain, e.g. community.example.com.');
  if (/[\s/\\:@?#*_%]/.test(typed)) {
    return refused('Enter the name alone, e.g. community.example.com: no path, port, * or underscore.');
  }
  const host = domainToASCII(typed);
  if (isIP(host) || /^[\d.]+$/.test(host)) return refused('This is an IP address. Enter a domain name.');
  if (host === '' || parseHost(host) !== host) {
    return refused('This is not a domain name. Check it for typing mistakes.');
  }
  if (host.length > longest) return refused(`Use at most ${longest} characters.`);
  if (isTestName(host, rules.testSuffix)) return { ok: true, host };
  if (isOurs(host, rules.rootHost)) {
    return refused('This address belongs to the platform. Enter a domain that you own.');
  }
  return checkPublicSuffix(host);
}

/** The part of a host that is registered: records are entered in its zone. The host itself when that is an apex. */
export function zoneOf(host: string): string {
  const { domain } = parse(host, { allowPrivateDomains: true });
  return domain ?? host.split('.').slice(-2).join('.');
}

/** As a person writes it, for showing beside the one DNS knows. */
export function displayName(host: string): string {
  return domainToUnicode(host) || host;
}

/** The input field of a command that takes a domain. */
export const domainName = z
  .string()
  .max(500, 'This is too long for a domain name.')
  .transform((given, issues) => {
    const { APP_URL, CUSTOM_DOMAIN_TEST_SUFFIX } = environment();
    const rules = { rootHost: new URL(APP_URL).hostname, testSuffix: CUSTOM_DOMAIN_TEST_SUFFIX };
    const checked = checkDomainName(given, rules);
    if (checked.ok) return checked.host;
    issues.addIssue({ code: 'custom', message: checked.reason });
    return z.NEVER;
  });

/** One label below the suffix may be a workspace's own subdomain, so that a test name has two. */
function isTestName(host: string, suffix: string | undefined): boolean {
  return suffix !== undefined && host.endsWith(`.${suffix}`) && host.split('.').length >= 3;
}

/** Netlify's own hosts name the site itself. */
function isOurs(host: string, rootHost: string): boolean {
  return [rootHost, 'netlify.app'].some((own) => host === own || host.endsWith(`.${own}`));
}

function checkPublicSuffix(host: string): DomainNameCheck {
  const { domain, publicSuffix, isIcann, isPrivate } = parse(host, { allowPrivateDomains: true });
  // Tor's names are in the list of suffixes, but not in DNS.
  if ((!isIcann && !isPrivate) || publicSuffix === 'onion') {
    return refused(
      `There are no domains that end in “.${publicSuffix ?? host}”. Check it for typing mistakes.`,
    );
  }
  if (domain === null) {
    return refused(`“${host}” is where others register their domains. Enter one of your own below it.`);
  }
  return { ok: true, host };
}

function refused(reason: string): DomainNameCheck {
  return { ok: false, reason };
}
