import { boot } from '@archipelago/core/boot';
import { AppError } from '@archipelago/core/errors/app-error';
import { said, sayIn } from '@archipelago/core/errors/said';
import { statusOf } from '@archipelago/core/errors/status-of';
import type { Language } from '@archipelago/core/language/languages';
import { log } from '@archipelago/core/log/log';
import type { APIContext, MiddlewareHandler } from 'astro';
import { browserLanguage } from '../browser-language.ts';
import { paths, publicPath } from '../paths.ts';
import { enterWorkspace } from './enter-workspace.ts';
import { type Failure, failureOf, problemResponse } from './failure.ts';
import { isOfSite, languageOfPage, siteAround } from './language-of-page.ts';
import { publicAddress } from './public-address.ts';
import { requestInfo } from './request-info.ts';
import { secure } from './security-headers.ts';
import { wantsJson } from './wants-json.ts';

/** Starts every request: its id, the host it was sent to; and ends it: an honest answer to any error, one log line. */
export const httpErrors: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered || context.locals.failure) return next();
  const { locals, request, url, routePattern } = context;
  const started = performance.now();
  locals.requestId = locals.netlify?.context.requestId || crypto.randomUUID();
  locals.nonce = crypto.randomUUID().replaceAll('-', '');
  Object.assign(locals, { publicHost: url.host, form: 'path', country: null, language: 'en' });
  let response: Response;
  try {
    const address = await publicAddress(request, url, boot().EDGE_SECRET);
    Object.assign(locals, { publicHost: address.host, form: address.form, country: address.country });
    if (routePattern === '/404') {
      const around = await siteAround(context);
      if (around) enterWorkspace(locals, around, languageOfPage(url.pathname, around.workspace));
      locals.failure = notFoundIn(locals.language);
    }
    response = locals.failure && wantsJson(context) ? problem(context, locals.failure) : await next();
  } catch (error) {
    // While the database is away, nobody can say which workspace it is, or what its language is.
    const isOurs = !(error instanceof AppError) || statusOf(error.code) >= 500;
    const isNowhere = isOurs && !locals.context && isOfSite(url.pathname);
    if (isNowhere) locals.language = browserLanguage(request.headers.get('accept-language'));
    response = await answer(context, failureOf(error, requestInfo(context), locals.language));
  }
  log.info('request', {
    requestId: locals.requestId,
    method: request.method,
    host: locals.publicHost,
    path: url.pathname,
    route: routePattern,
    status: response.status,
    ms: Math.round(performance.now() - started),
  });
  return response;
};

function notFoundIn(language: Language): Failure {
  return { status: 404, code: 'NOT_FOUND', message: sayIn(language, said('nothingAtAddress')) };
}

async function answer(context: APIContext, failure: Failure): Promise<Response> {
  if (wantsJson(context)) return problem(context, failure);
  if (failure.status === 401) return secure(context, redirectToSignIn(context));
  try {
    return await errorPage(context, failure);
  } catch (error) {
    log.error('error-page.failed', { requestId: context.locals.requestId, error });
    return secure(
      context,
      withRetryAfter(new Response(failure.message, { status: failure.status }), failure),
    );
  }
}

/** Astro's own 404 and 500 pages, with the failure's status. `locals.failure` tells them what to say. */
async function errorPage(context: APIContext, failure: Failure): Promise<Response> {
  context.locals.failure = failure;
  const page = new URL(failure.status === 404 ? '/404' : '/500', context.url);
  const { body, headers } = await context.rewrite(new Request(page, { headers: context.request.headers }));
  return withRetryAfter(new Response(body, { status: failure.status, headers }), failure);
}

function problem(context: APIContext, failure: Failure): Response {
  return secure(context, withRetryAfter(problemResponse(failure, context.locals.requestId), failure));
}

function withRetryAfter(response: Response, { retryAfterSeconds }: Failure): Response {
  if (retryAfterSeconds) response.headers.set('retry-after', String(retryAfterSeconds));
  return response;
}

/** Back to the page afterwards; a form that was posted is not repeated. */
function redirectToSignIn({ url, params, locals }: APIContext): Response {
  const pathname = params.workspace ? publicPath(locals.form, params.workspace, url.pathname) : url.pathname;
  const asked = new URLSearchParams(url.search);
  asked.delete('_action');
  const back = asked.size > 0 ? `${pathname}?${asked}` : pathname;
  return new Response(null, { status: 303, headers: { location: paths.signIn(back) } });
}
