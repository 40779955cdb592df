import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import { isLoopbackHost } from '../../html/guard-request.ts';
import { type HtmlAnswer, readBody, send } from '../../html/serve-html.ts';
import type { BillingClock } from '../billing-clock.ts';
import { faultOf } from '../conditions/api-fault.ts';
import { answerPage } from '../pages/answer-page.ts';
import type { World } from '../world.ts';
import { type ApiAnswer, answerApi, keyInUse } from './answer-api.ts';

interface Serving {
  world: World;
  clock: BillingClock;
  /** Saves what changed and sends the webhooks of it. */
  settle(): Promise<void>;
  slowMilliseconds: number;
}

/** Answers the API and the hosted pages over HTTP, under the conditions that were set. */
export function requestServer(serving: Serving): {
  serve(request: IncomingMessage, response: ServerResponse): void;
  /** What still waits to be answered slowly is not. */
  stop(): void;
} {
  const stopping = new AbortController();
  const keysInUse = new Set<string>();
  return {
    serve(request, response) {
      answer(serving, keysInUse, request, response, stopping.signal).catch((error: unknown) => {
        if (!stopping.signal.aborted) console.error('The local Stripe failed:', error);
        response.destroy();
      });
    },
    stop: () => stopping.abort(),
  };
}

async function answer(
  serving: Serving,
  keysInUse: Set<string>,
  request: IncomingMessage,
  response: ServerResponse,
  stopping: AbortSignal,
): Promise<void> {
  const { world, clock, settle } = serving;
  if (!isLoopbackHost(request.headers.host)) {
    const body = 'The local Stripe only answers as localhost or 127.0.0.1.\n';
    return send(response, { status: 421, headers: {}, body });
  }
  const body = await readBody(request);
  const condition = world.state.conditions.api;
  if (condition === 'down') {
    response.destroy();
    return;
  }
  const url = new URL(request.url ?? '/', world.baseUrl);
  const method = request.method ?? 'GET';
  const isApi = /^\/v[12]\//.test(url.pathname);
  const key = isApi && method === 'POST' ? request.headers['idempotency-key'] : undefined;
  if (typeof key === 'string') {
    if (keysInUse.has(key)) return send(response, asJson(keyInUse(world, key)));
    keysInUse.add(key);
  }
  try {
    if (isApi && condition === 'slow') await wait(serving.slowMilliseconds, undefined, { signal: stopping });
    const hasRun = clock.catchUp();
    const result = isApi
      ? asJson(faultOf(world, condition) ?? call(world, request, url, method, body))
      : answerPage(world, { method, pathname: url.pathname, body, headers: request.headers });
    if (hasRun || method !== 'GET') await settle();
    send(response, result);
  } finally {
    if (typeof key === 'string') keysInUse.delete(key);
  }
}

function call(world: World, request: IncomingMessage, url: URL, method: string, body: string): ApiAnswer {
  const headers = Object.fromEntries(
    Object.entries(request.headers).map(([name, value]) => [name, String(value)]),
  );
  const form = method === 'POST' ? body : url.search.slice(1);
  return answerApi(world, { method, pathname: url.pathname, form, headers });
}

function asJson({ status, headers, body }: ApiAnswer): HtmlAnswer {
  return {
    status,
    headers: { ...headers, 'content-type': 'application/json', 'cache-control': 'no-cache, no-store' },
    body: JSON.stringify(body, null, 2),
  };
}
