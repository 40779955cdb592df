import type { IncomingMessage } from 'node:http';
import { Agent as HttpAgent, request as httpRequest, type RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { LookupFunction } from 'node:net';
import { OutboundRefused } from './outbound-refused.ts';
import { outboundUrl } from './outbound-url.ts';
import { type ResolvedAddress, type Resolver, resolvePublic } from './resolve-public.ts';

export interface PostAnswer {
  status: number;
  /** The first kilobyte, as text. */
  body: string;
}

export interface PostOptions {
  headers: Record<string, string>;
  body: string;
  /** For everything: resolving, connecting, sending and reading. */
  timeoutMilliseconds?: number;
  resolve?: Resolver;
}

/** What is read of an answer before the connection is closed, and what is kept of it. */
const readBytes = 64 * 1024;
const keptBytes = 1024;

/**
 * The one door to an address that a tenant gave us: POSTs once, to an address of the public internet that was checked and
 * then connected to, whatever the name says a moment later. Redirects are answers like any other, no proxy of the
 * environment is used, and certificates are verified for the name.
 *
 * @throws OutboundRefused when the address may not be called; any other error when it could not be.
 */
export async function postSafely(address: string, options: PostOptions): Promise<PostAnswer> {
  const { timeoutMilliseconds = 10_000 } = options;
  const signal = AbortSignal.timeout(timeoutMilliseconds);
  const timedOut = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => {
      reject(new Error(`No complete answer came within ${timeoutMilliseconds / 1000} seconds.`));
    });
  });
  return Promise.race([timedOut, post(address, options, signal)]);
}

async function post(address: string, options: PostOptions, signal: AbortSignal): Promise<PostAnswer> {
  const target = outboundUrl(address);
  const addresses = await resolvePublic(target, options.resolve);
  signal.throwIfAborted();
  return send(target.url, addresses, options, signal);
}

function send(
  url: URL,
  addresses: ResolvedAddress[],
  { headers, body }: PostOptions,
  signal: AbortSignal,
): Promise<PostAnswer> {
  const isSecure = url.protocol === 'https:';
  const request: RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body), 'accept-encoding': 'identity' },
    lookup: pinnedTo(addresses),
    // An agent of its own: no connection is shared, and no proxy is taken from the environment.
    agent: isSecure ? new HttpsAgent({ keepAlive: false }) : new HttpAgent({ keepAlive: false }),
    maxHeaderSize: 16 * 1024,
    signal,
  };
  const { promise, resolve, reject } = Promise.withResolvers<PostAnswer>();
  const call = (isSecure ? httpsRequest : httpRequest)(url, request, (response) => {
    read(response).then(resolve, reject);
  });
  call.on('error', reject);
  call.end(body);
  return promise.finally(() => call.destroy());
}

/** The connection goes to what was checked; asking again could be answered differently. */
function pinnedTo(addresses: ResolvedAddress[]): LookupFunction {
  return (_host, options, answer) => {
    const [first] = addresses;
    if (!first) answer(new OutboundRefused('There is no address to connect to.'), '');
    else if (options.all) answer(null, addresses);
    else answer(null, first.address, first.family);
  };
}

async function read(response: IncomingMessage): Promise<PostAnswer> {
  const kept: Buffer[] = [];
  let size = 0;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (size < keptBytes) kept.push(chunk.subarray(0, keptBytes - size));
    size += chunk.length;
    if (size > readBytes) break;
  }
  return { status: response.statusCode ?? 0, body: asText(Buffer.concat(kept)) };
}

/** Fit to be stored and shown: no NUL, which Postgres refuses, and no other control but line breaks and tabs. */
function asText(bytes: Buffer): string {
  return bytes.toString('utf8').replace(/[^\P{Cc}\n\t]/gu, '');
}
