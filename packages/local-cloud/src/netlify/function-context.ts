import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from '@netlify/functions';
import { localSite } from './local-site.ts';

interface Cookie {
  name: string;
  value: string;
  expires?: Date | number;
  maxAge?: number;
  domain?: string;
  path?: string;
  secure?: boolean;
  httpOnly?: boolean;
  sameSite?: 'Strict' | 'Lax' | 'None';
  unparsed?: string[];
}

export interface ContextOptions {
  request: Request;
  ip: string;
  country: string | null;
  siteUrl: string;
  requestId: string;
  params?: Record<string, string>;
  /** Only edge functions go on to the next; others throw, as on the platform. */
  next?: (request?: Request) => Promise<Response>;
  waitUntil: (promise: Promise<unknown>) => void;
}

export interface RequestContext {
  context: Context;
  /** Adds the cookies that the handler set through its context. */
  finish(response: Response): Response;
}

/** What the platform gives a function beside the request. `log` writes to this process's own output. */
export function createContext(options: ContextOptions): RequestContext {
  const { request } = options;
  const setCookies: string[] = [];
  const next =
    options.next ?? (() => Promise.reject(new Error('context.next is there for edge functions only.')));
  const country = options.country === null ? undefined : { code: options.country, name: options.country };
  const context: Context = {
    account: { id: localSite.id },
    cookies: {
      get: (name) => readCookie(request.headers.get('cookie'), name) as string,
      set: (cookie: Cookie | string, value?: string) => {
        setCookies.push(
          formatCookie(typeof cookie === 'string' ? { name: cookie, value: value ?? '' } : cookie),
        );
      },
      delete: (input) => {
        const cookie = typeof input === 'string' ? { name: input } : input;
        setCookies.push(formatCookie({ ...cookie, value: '', expires: 0 }));
      },
    },
    deploy: { context: 'dev', id: localSite.deployId, published: true },
    geo: { country, timezone: 'UTC' },
    ip: options.ip,
    json: (input) => Response.json(input),
    log: console.log,
    next: ((...[first]: [unknown?]) => next(first instanceof Request ? first : undefined)) as Context['next'],
    params: options.params ?? {},
    requestId: options.requestId,
    rewrite: (url) => next(new Request(new URL(url, request.url), request)),
    server: { region: 'local' },
    site: { id: localSite.id, name: localSite.name, url: options.siteUrl },
    url: new URL(request.url),
    waitUntil: options.waitUntil,
  };
  return {
    context,
    finish(response) {
      if (setCookies.length === 0) return response;
      const headers = new Headers(response.headers);
      for (const cookie of setCookies) headers.append('set-cookie', cookie);
      return new Response(response.body, {
        status: response.status,
        statusText: response.statusText,
        headers,
      });
    },
  };
}

/** The key under which `getContext()` of @netlify/functions finds its store, in whichever bundle it lives. */
const storeKey = Symbol.for('@netlify/functions/request-context-store');

function contextStore(): AsyncLocalStorage<{ context: Context }> {
  const globals = globalThis as unknown as Record<
    symbol,
    AsyncLocalStorage<{ context: Context }> | undefined
  >;
  globals[storeKey] ??= new AsyncLocalStorage();
  return globals[storeKey];
}

/** Runs a handler where `getContext()` and `Netlify.context` give its context. */
export function runInContext<T>(context: Context, run: () => T): T {
  return contextStore().run({ context }, run);
}

/** Defines the `Netlify` global that functions and edge functions read their variables from. */
export function installNetlifyGlobal(): void {
  const global = {
    get context() {
      return contextStore().getStore()?.context ?? null;
    },
    env: {
      get: (name: string) => process.env[name],
      has: (name: string) => process.env[name] !== undefined,
      set: (name: string, value: string) => {
        process.env[name] = value;
      },
      delete: (name: string) => {
        delete process.env[name];
      },
      toObject: () => ({ ...process.env }),
    },
  };
  Object.defineProperty(globalThis, 'Netlify', { value: global, configurable: true, writable: true });
}

function readCookie(header: string | null, name: string): string | undefined {
  for (const pair of (header ?? '').split(';')) {
    const [key, ...value] = pair.trim().split('=');
    if (key === name) return value.join('=');
  }
  return undefined;
}

function formatCookie(cookie: Cookie): string {
  const parts = [`${cookie.name}=${cookie.value}`];
  if (cookie.domain) parts.push(`Domain=${cookie.domain}`);
  if (cookie.path) parts.push(`Path=${cookie.path}`);
  if (cookie.maxAge !== undefined) parts.push(`Max-Age=${cookie.maxAge}`);
  if (cookie.expires !== undefined) parts.push(`Expires=${new Date(cookie.expires).toUTCString()}`);
  if (cookie.httpOnly) parts.push('HttpOnly');
  if (cookie.secure) parts.push('Secure');
  if (cookie.sameSite) parts.push(`SameSite=${cookie.sameSite}`);
  return [...parts, ...(cookie.unparsed ?? [])].join('; ');
}
