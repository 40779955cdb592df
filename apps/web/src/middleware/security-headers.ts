import { environment, measuring } from '@archipelago/core/environment';
import { AppError } from '@archipelago/core/errors/app-error';
import type { APIContext, MiddlewareHandler } from 'astro';
import { measuringSources } from '../features/measuring/measuring-sources.ts';
import { extendPolicy, filePolicy, inertPolicy } from './content-security-policy.ts';
import { isApi } from './is-api.ts';
import { keepCookiesPrivate } from './keep-cookies-private.ts';
import { runtimeSources } from './runtime-sources.ts';
import { isSameOrigin } from './same-origin.ts';

const fixedHeaders = {
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()',
};

/** Refuses a change that another site asked for, and hardens every answer. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered) return next();
  const { locals, request, url } = context;
  if (!locals.failure && !isApi(url) && !isSameOrigin(request, locals.publicHost)) {
    throw new AppError(
      'FORBIDDEN',
      'This change was asked for by another site, so it was not made. Open the page here and try again.',
    );
  }
  return secure(context, await next());
};

/** The same answer with the headers that every answer carries. Idempotent. */
export function secure(
  { url, locals, routePattern }: Pick<APIContext, 'url' | 'locals' | 'routePattern'>,
  response: Response,
): Response {
  const { headers } = response;
  for (const [name, value] of Object.entries(fixedHeaders)) headers.set(name, value);
  if (!headers.has('cross-origin-resource-policy'))
    headers.set('cross-origin-resource-policy', 'same-origin');
  headers.set('x-request-id', locals.requestId);
  if (url.protocol === 'https:') {
    // What else is below a tenant's own domain is not ours to decide on.
    const scope = locals.form === 'domain' ? '' : '; includeSubDomains';
    headers.set('strict-transport-security', `max-age=63072000${scope}`);
  }
  if (locals.retryAfterSeconds) headers.set('retry-after', String(locals.retryAfterSeconds));
  keepCookiesPrivate(headers);
  if (!headers.has('cache-control')) headers.set('cache-control', 'private, no-store');
  if (headers.get('content-type')?.startsWith('text/html')) headers.set('content-language', locals.language);
  const policy = headers.get('content-security-policy');
  if (policy === filePolicy) return response;
  headers.set(
    'content-security-policy',
    policy === null
      ? inertPolicy
      : extendPolicy(
          extendPolicy(policy, runtimeSources(environment(), locals.nonce)),
          measuringSources(routePattern, measuring()),
        ),
  );
  return response;
}
