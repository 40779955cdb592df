import { join } from 'node:path';
import { refuseProduction } from '../refuse-production.ts';
import { backgroundRuns, type Invocation } from './background-runs.ts';
import { callFunction } from './call-function.ts';
import { cdnCache } from './cdn-cache.ts';
import { devServerUpgrade, isViteAddress } from './dev-server-proxy.ts';
import { runEdgeChain } from './edge-chain.ts';
import { installNetlifyGlobal } from './function-context.ts';
import { listen } from './listen.ts';
import { type LoadedFunction, loadFunctions } from './load-functions.ts';
import { loadSsr, type SsrSource } from './load-ssr.ts';
import { localSite } from './local-site.ts';
import { netlifyApi } from './netlify-api.ts';
import { originOf, type Visitor } from './origin.ts';
import { nextTime, startSchedule } from './schedules.ts';
import { startBlobs } from './start-blobs.ts';
import { visitorsCountry } from './visitors-country.ts';

export interface LocalNetlifyOptions {
  /** 0 for any free port, as for the two below. */
  port: number;
  apiPort: number;
  blobsPort: number;
  dataDirectory: string;
  /** The repository: holds netlify.toml, netlify/functions and netlify/edge-functions. */
  root: string;
  ssr: SsrSource;
  /** ISO 3166-1 code of the country that visitors seem to come from, until the console chooses another. */
  country?: string | null;
  /** Milliseconds before each retry of a background function; the platform's are one minute and two. */
  retryDelays?: readonly number[];
  /** Milliseconds a synchronous function may take. */
  timeoutMs?: number;
  /** Milliseconds since 1970, for the cache. */
  now?: () => number;
}

export interface LocalNetlify {
  url: string;
  apiUrl: string;
  blobsUrl: string;
  invocations: readonly Invocation[];
  /** Runs a scheduled function now; false when there is none of this name. */
  runSchedule(name: string): boolean;
  /** Resolves when no cached response is being revalidated. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

type Stop = () => Promise<void> | void;

const syncBodyLimit = 6 * 1024 * 1024;
const scheduledTimeoutMs = 30_000;
const graceMs = 5_000;

/**
 * Serves the repository's build output as Netlify would: edge functions in front of everything, then functions by
 * their path, static files, and the SSR function behind the CDN cache. Sets the platform's variables in this process,
 * so give it a process of its own. It does not simulate limits of processor time and memory, regions, rate limits,
 * redirects, forms, identity or skew protection.
 */
export async function startNetlify(options: LocalNetlifyOptions): Promise<LocalNetlify> {
  refuseProduction('The local Netlify', process.env);
  const stops: Stop[] = [];
  const stop = async () => {
    for (const stopOne of stops.splice(0).reverse()) await stopOne();
  };
  try {
    return { ...(await start(options, stops)), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(options: LocalNetlifyOptions, stops: Stop[]): Promise<Omit<LocalNetlify, 'stop'>> {
  const blobs = await startBlobs({ port: options.blobsPort, dataDirectory: options.dataDirectory });
  stops.push(() => blobs.stop());
  // In development a page is as new as its source.
  const mostBytes = options.ssr.kind === 'proxy' ? 0 : undefined;
  const cache = cdnCache({ now: options.now, mostBytes });
  const runs = backgroundRuns({ retryDelays: options.retryDelays ?? [60_000, 120_000] });
  const { waitUntil, drained } = trackPromises();
  let scheduled: (LoadedFunction & { schedule: string })[] = [];
  let siteUrl = '';

  function runSchedule(name: string): boolean {
    const fn = scheduled.find((candidate) => candidate.name === name);
    if (fn === undefined) return false;
    const body = JSON.stringify({ next_run: nextTime(fn.schedule, new Date()).toISOString() });
    const visitor: Visitor = {
      ip: '127.0.0.1',
      country: null,
      siteUrl,
      requestId: crypto.randomUUID(),
      waitUntil,
    };
    const call = () => {
      const headers = { 'content-type': 'application/json' };
      const request = new Request(`${siteUrl}/.netlify/functions/${name}`, { method: 'POST', headers, body });
      return callFunction(fn, request, visitor, scheduledTimeoutMs);
    };
    runs.start(name, 'schedule', call);
    return true;
  }

  const visitors = visitorsCountry(options.country);
  const describe = () => ({
    country: visitors.get(),
    cache: cache.size,
    invocations: runs.invocations,
    schedules: scheduled.map(({ name, schedule }) => ({
      name,
      schedule,
      next: nextTime(schedule, new Date()),
    })),
  });
  const api = await listen({
    name: 'The Netlify API',
    port: options.apiPort,
    bodyLimit: 1024 * 1024,
    handle: netlifyApi({
      purge: (tags) => cache.purge(tags),
      describe,
      listCached: () => ({ size: cache.size, cached: cache.list().slice(0, 200) }),
      runSchedule,
      setCountry: visitors.set,
    }),
  });
  stops.push(() => api.stop());

  installNetlifyGlobal();
  Object.assign(process.env, {
    NETLIFY_BLOBS_CONTEXT: blobs.context,
    NETLIFY_API_URL: api.url,
    NETLIFY_PURGE_API_TOKEN: localSite.token,
    SITE_ID: localSite.id,
    SITE_NAME: localSite.name,
  });
  const functions = await loadFunctions(join(options.root, 'netlify/functions'));
  const edge = await loadFunctions(join(options.root, 'netlify/edge-functions'));
  const { ssr, files } = await loadSsr(options.ssr, options.root);
  const origin = originOf({ functions, ssr, files, cache, runs, timeoutMs: options.timeoutMs ?? 60_000 });
  const isProxied = options.ssr.kind === 'proxy';

  const web = await listen({
    name: 'The product',
    port: options.port,
    bodyLimit: syncBodyLimit,
    onUpgrade: options.ssr.kind === 'proxy' ? devServerUpgrade(options.ssr.url) : undefined,
    handle: async (request, incoming) => {
      const visitor: Visitor = {
        ip: incoming.socket.remoteAddress ?? '127.0.0.1',
        country: visitors.of(request),
        siteUrl,
        requestId: crypto.randomUUID(),
        waitUntil,
      };
      for (const name of [...request.headers.keys()]) {
        if (name.startsWith('x-nf-')) request.headers.delete(name);
      }
      request.headers.set('x-nf-client-connection-ip', visitor.ip);
      request.headers.set('x-nf-request-id', visitor.requestId);
      if (isProxied && isViteAddress(new URL(request.url).pathname)) return origin(request, visitor);
      return runEdgeChain(edge, request, visitor, (rewritten) => origin(rewritten, visitor));
    },
  });
  siteUrl = `http://localhost:${web.port}`;
  stops.push(
    drained,
    () => runs.stop(graceMs),
    () => web.stop(),
  );

  scheduled = functions.filter((fn): fn is LoadedFunction & { schedule: string } => fn.schedule !== null);
  for (const { name, schedule } of scheduled) {
    const timer = startSchedule(schedule, () => runSchedule(name));
    stops.push(() => timer.stop());
  }
  return {
    url: siteUrl,
    apiUrl: api.url,
    blobsUrl: blobs.url,
    invocations: runs.invocations,
    runSchedule,
    settled: () => cache.settled(),
  };
}

/** Promises that functions left to be awaited after their response. */
function trackPromises() {
  const pending = new Set<Promise<unknown>>();
  return {
    waitUntil(promise: Promise<unknown>): void {
      const tracked: Promise<unknown> = Promise.resolve(promise)
        .catch((error) => console.error('Netlify: a promise given to waitUntil failed:', error))
        .finally(() => pending.delete(tracked));
      pending.add(tracked);
    },
    async drained(): Promise<void> {
      const deadline = new Promise((resolve) => setTimeout(resolve, graceMs).unref());
      await Promise.race([Promise.all(pending), deadline]);
    },
  };
}
