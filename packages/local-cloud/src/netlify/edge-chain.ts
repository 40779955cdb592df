import { type ContextOptions, createContext, runInContext } from './function-context.ts';
import { type LoadedFunction, matchFunction } from './load-functions.ts';

/**
 * Runs the edge functions that match, in order, then `origin`. A function that returns nothing lets the request
 * through; one that returns a URL has it rewritten. They run in this process on Node, not in Deno, and without the
 * platform's limit of 50 ms of processor time.
 */
export function runEdgeChain(
  [edge, ...rest]: readonly LoadedFunction[],
  request: Request,
  options: Omit<ContextOptions, 'request' | 'next' | 'params'>,
  origin: (request: Request) => Promise<Response>,
): Promise<Response> {
  if (edge === undefined) return origin(request);
  const params = matchFunction(edge, request);
  const proceed = (next = request) => runEdgeChain(rest, next, options, origin);
  if (params === null) return proceed();
  const { context, finish } = createContext({ ...options, request, params, next: proceed });
  return runInContext(context, async () => {
    const result = await edge.handler(request, context);
    if (result instanceof URL) return finish(await proceed(new Request(result, request)));
    return finish(result instanceof Response ? result : await proceed());
  });
}
