import { getActionContext } from 'astro:actions';
import type { MiddlewareHandler } from 'astro';
import { wantsJson } from './wants-json.ts';

/**
 * A form posted by a script that asks for JSON gets the action's result alone. The address is the page's own, because
 * only a page's address says which workspace is meant.
 */
export const actionAnswers: MiddlewareHandler = async (context, next) => {
  if (context.isPrerendered || context.locals.failure || !wantsJson(context)) return next();
  const { action, serializeActionResult } = getActionContext(context);
  if (action?.calledFrom !== 'form') return next();
  const result = serializeActionResult(await action.handler());
  if (result.type === 'empty') return new Response(null, { status: result.status });
  return new Response(result.body, {
    status: result.status,
    headers: { 'content-type': result.contentType },
  });
};
