import { themeScriptHash } from '@archipelago/ui/theme/theme-script-hash';
import type { AstroUserConfig } from 'astro';

/**
 * What every page may do. Astro adds the hashes of the scripts and styles it inlines, as a header on pages rendered
 * on demand and through `staticHeaders` on prerendered ones.
 */
export const contentSecurityPolicy = {
  algorithm: 'SHA-256',
  directives: [
    "default-src 'self'",
    "base-uri 'self'",
    "object-src 'none'",
    "frame-ancestors 'none'",
    "form-action 'self'",
    "img-src 'self' data: https://img.clerk.com",
    "font-src 'self'",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    'frame-src https://challenges.cloudflare.com',
    "manifest-src 'self'",
  ],
  scriptDirective: { resources: ["'self'", themeScriptHash] },
} satisfies Exclude<NonNullable<AstroUserConfig['security']>['csp'], boolean | undefined>;

/** For answers that are no page: nothing in them may run, load or be framed. */
export const inertPolicy = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** For files that people uploaded: the same, and a browser that opens one gives it no origin to act for. */
export const filePolicy = `${inertPolicy}; sandbox`;

/** Adds sources to directives of a policy; a directive that is absent is added. */
export function extendPolicy(policy: string, additions: Record<string, readonly string[]>): string {
  if (Object.keys(additions).length === 0) return policy;
  const directives = new Map(
    policy
      .split(';')
      .map((directive) => directive.trim().split(/\s+/))
      .filter(([name]) => name)
      .map(([name = '', ...sources]) => [name, sources]),
  );
  for (const [name, sources] of Object.entries(additions)) {
    if (sources.length === 0) continue;
    directives.set(name, [...new Set([...(directives.get(name) ?? ["'self'"]), ...sources])]);
  }
  return [...directives].map(([name, sources]) => [name, ...sources].join(' ')).join('; ');
}
