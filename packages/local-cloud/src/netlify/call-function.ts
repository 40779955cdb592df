import { type ContextOptions, createContext, runInContext } from './function-context.ts';
import type { LoadedFunction } from './load-functions.ts';

/**
 * Runs a function once and returns its response; nothing at all becomes an empty 204. Throws what it throws, or after
 * `timeoutMs`, when the platform would have ended it; here it runs on unheard.
 */
export async function callFunction(
  fn: LoadedFunction,
  request: Request,
  options: Omit<ContextOptions, 'request'>,
  timeoutMs: number,
): Promise<Response> {
  const { context, finish } = createContext({ ...options, request });
  const handled = runInContext(context, async () => fn.handler(asFunctionsSeeIt(request), context));
  const result = await withTimeout(handled, fn.name, timeoutMs);
  if (result instanceof Response) return finish(result);
  if (result === undefined || result === null) return finish(new Response(null, { status: 204 }));
  throw new TypeError(`The function ${fn.name} returned something that is not a Response.`);
}

export class FunctionTimeout extends Error {
  override name = 'FunctionTimeout';
}

/** On the platform a function's URL takes its host from X-Forwarded-Host, whoever wrote it. */
function asFunctionsSeeIt(request: Request): Request {
  const forwardedHost = request.headers.get('x-forwarded-host')?.split(',')[0]?.trim();
  if (!forwardedHost) return request;
  const { pathname, search } = new URL(request.url);
  const url = URL.parse(`http://${forwardedHost}${pathname}${search}`);
  return url === null ? request : new Request(url, request);
}

async function withTimeout<T>(work: Promise<T>, name: string, timeoutMs: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new FunctionTimeout(`The function ${name} took longer than ${timeoutMs / 1000} s.`)),
      timeoutMs,
    );
  });
  try {
    return await Promise.race([work, timeout]);
  } finally {
    clearTimeout(timer);
  }
}
