import { blobStoreName } from '@archipelago/routing/blob-store-name';
import { cachedDomainLookup } from '@archipelago/routing/cached-domain-lookup';
import { consentPath, needsConsent } from '@archipelago/routing/consent-countries';
import { pricingVariant } from '@archipelago/routing/currency-of-country';
import { addressFormHeader, edgeHintHeader, signEdgeHint } from '@archipelago/routing/edge-hint';
import { isClientForgeable } from '@archipelago/routing/forgeable-headers';
import { ownAddress } from '@archipelago/routing/own-address';
import { parseHost } from '@archipelago/routing/parse-host';
import { needsCustomDomain, resolveTenantRoute } from '@archipelago/routing/resolve-tenant-route';
import { getStore } from '@netlify/blobs';
import type { Config, Context } from '@netlify/edge-functions';

const slugOfDomain = cachedDomainLookup({
  read: (domain) =>
    getStore(blobStoreName('custom-domains', Netlify.env.get('APP_URL') ?? '')).get(domain, { type: 'text' }),
});

/**
 * In front of everything: turns the host into a path below `/w/`, chooses the file of the page of prices by the visitor's
 * country, and tells the origin the host and the country it saw. It runs before the cache, whose key is the path it chose. It decides nothing about who may see what; the origin trusts the path and the database alone.
 */
export default async function tenantRouting(request: Request, context: Context): Promise<Response> {
  const appUrl = Netlify.env.get('APP_URL');
  const secret = Netlify.env.get('EDGE_SECRET');
  if (!appUrl || !secret) {
    console.error('tenant-routing: APP_URL and EDGE_SECRET must be set in the site’s environment variables.');
    return plainText(context, 503, 'This site is not set up yet.');
  }
  const url = new URL(request.url);
  const host = request.headers.get('host') ?? url.host;
  const rootHost = new URL(appUrl).host;

  let customDomains: ReadonlyMap<string, string> | undefined;
  if (needsCustomDomain({ host, rootHost })) {
    try {
      customDomains = await findCustomDomain(host);
    } catch (error) {
      console.error('tenant-routing: the custom domains could not be read.', error);
      return plainText(context, 503, 'This address cannot be looked up right now. Try again in a moment.', {
        'retry-after': '5',
      });
    }
  }

  const tenantSubdomains = Netlify.env.get('TENANT_SUBDOMAINS') !== 'off';
  const route = resolveTenantRoute({
    host,
    pathname: url.pathname,
    rootHost,
    tenantSubdomains,
    customDomains,
  });
  if (route.kind === 'not-found') return plainText(context, 404, 'There is nothing at this address.');
  if (route.kind === 'own-address') {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return plainText(context, 404, 'There is nothing at this address.');
    }
    const location = ownAddress({
      appUrl,
      tenantSubdomains,
      slug: route.slug,
      pathname: route.pathname,
      search: url.search,
    });
    return plainText(context, 307, 'This page is at another address.', { location });
  }

  const country = countryOf(context);
  if (route.pathname === consentPath) return consentAnswer(context, needsConsent(country));
  const variant = route.kind === 'root' ? pricingVariant(route.pathname, country) : null;
  url.pathname = variant ?? route.pathname;
  const forwarded = new Request(url, request);
  for (const name of [...forwarded.headers.keys()]) {
    if (isClientForgeable(name)) forwarded.headers.delete(name);
  }
  const hint = {
    host,
    form: route.form,
    country,
    t: Math.floor(Date.now() / 1000),
  };
  forwarded.headers.set(edgeHintHeader, await signEdgeHint(hint, secret));
  // Unsigned and stable: the cache keeps a tenant's page once per form of its links.
  forwarded.headers.set(addressFormHeader, route.form);
  return context.next(forwarded);
}

export const config: Config = { path: '/*' };

async function findCustomDomain(host: string): Promise<ReadonlyMap<string, string>> {
  const domain = parseHost(host);
  const slug = domain === null ? null : await slugOfDomain(domain);
  return domain === null || slug === null ? new Map() : new Map([[domain, slug]]);
}

/** Null where the platform does not know, or says something that is no country. */
function countryOf({ geo }: Context): string | null {
  const code = geo?.country?.code?.toUpperCase() ?? '';
  return /^[A-Z]{2}$/.test(code) ? code : null;
}

/** Kept by the one browser that asked, and by no cache that others share. */
function consentAnswer({ requestId }: Context, ask: boolean): Response {
  return Response.json(
    { ask },
    {
      headers: {
        'cache-control': 'private, max-age=3600',
        'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
        'cross-origin-resource-policy': 'same-origin',
        'referrer-policy': 'no-referrer',
        'x-content-type-options': 'nosniff',
        'x-frame-options': 'DENY',
        'x-request-id': requestId,
      },
    },
  );
}

function plainText(
  { requestId }: Context,
  status: number,
  text: string,
  headers: Record<string, string> = {},
): Response {
  return new Response(`${text}\n`, {
    status,
    headers: {
      'cache-control': 'no-store',
      'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
      'content-type': 'text/plain; charset=utf-8',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-request-id': requestId,
      ...headers,
    },
  });
}
