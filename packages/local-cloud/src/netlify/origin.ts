import type { backgroundRuns } from './background-runs.ts';
import { callFunction, FunctionTimeout } from './call-function.ts';
import type { cdnCache } from './cdn-cache.ts';
import type { ContextOptions } from './function-context.ts';
import { answerImage } from './image-cdn.ts';
import { type LoadedFunction, matchFunction } from './load-functions.ts';
import type { staticFiles } from './static-files.ts';

/** Who asks, and what the platform knows of them. */
export type Visitor = Omit<ContextOptions, 'request' | 'next'>;

export interface OriginOptions {
  functions: readonly LoadedFunction[];
  ssr: LoadedFunction;
  files: ReturnType<typeof staticFiles> | null;
  cache: ReturnType<typeof cdnCache>;
  runs: ReturnType<typeof backgroundRuns>;
  timeoutMs: number;
}

type Ask = (fn: LoadedFunction, request: Request, visitor: Visitor) => Promise<Response>;

const backgroundBodyLimit = 256 * 1024;
const backgroundTimeoutMs = 15 * 60_000;

/** What is behind the edge functions: functions by their path, then static files, then the SSR function. */
export function originOf({ functions, ssr, files, cache, runs, timeoutMs }: OriginOptions) {
  return origin;

  async function origin(request: Request, visitor: Visitor, ask: Ask = answer): Promise<Response> {
    for (const fn of functions) {
      const params = matchFunction(fn, request);
      if (params === null || (fn.prefersStatic && (await hasFile(request)))) continue;
      if (fn.isBackground) return startInBackground(fn, request, { ...visitor, params });
      return ask(fn, request, { ...visitor, params });
    }
    const { pathname } = new URL(request.url);
    if (pathname === '/.netlify/images') return image(request, visitor);
    if (pathname.startsWith('/.netlify/')) return plainText(404, 'Not found');
    const file = await files?.serve(request);
    return file ?? ask(ssr, request, visitor);
  }

  async function hasFile(request: Request): Promise<boolean> {
    const probe = new Request(request.url, { method: 'HEAD' });
    return ((await files?.serve(probe)) ?? null) !== null;
  }

  function answer(fn: LoadedFunction, request: Request, visitor: Visitor): Promise<Response> {
    return cache.handle(request, visitor.country, (fetched) => call(fn, fetched, visitor));
  }

  async function call(fn: LoadedFunction, request: Request, visitor: Visitor): Promise<Response> {
    try {
      return await callFunction(fn, request, visitor, timeoutMs);
    } catch (error) {
      console.error(`Netlify: ${fn.name} ${request.method} ${new URL(request.url).pathname}:`, error);
      return error instanceof FunctionTimeout
        ? plainText(504, 'The function timed out')
        : plainText(502, 'The function failed');
    }
  }

  async function startInBackground(
    fn: LoadedFunction,
    request: Request,
    options: Visitor,
  ): Promise<Response> {
    const body = request.body === null ? null : await request.arrayBuffer();
    if (body !== null && body.byteLength > backgroundBodyLimit) {
      return plainText(413, `Payload too large: at most ${backgroundBodyLimit} bytes`);
    }
    const { url, method, headers } = request;
    const run = () =>
      callFunction(fn, new Request(url, { method, headers, body }), options, backgroundTimeoutMs);
    runs.start(fn.name, 'request', run);
    return new Response(null, { status: 202 });
  }

  function image(request: Request, visitor: Visitor): Promise<Response> {
    return cache.handle(request, visitor.country, (fetched) =>
      // As the function answers it: what the cache answers has lost the tags that purge what is made of it.
      answerImage(fetched, (source) => origin(source, visitor, call)),
    );
  }
}

function plainText(status: number, text: string): Response {
  const headers = {
    'content-type': 'text/plain; charset=utf-8',
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
  };
  return new Response(`${text}\n`, { status, headers });
}
