import { type IncomingMessage, request as sendRequest } from 'node:http';
import { connect } from 'node:net';
import { type Duplex, Readable } from 'node:stream';
import type { Context } from '@netlify/functions';
import type { FunctionHandler } from './load-functions.ts';

/** Where Vite serves modules to the browser: never a tenant's page, so the edge must not rewrite it. */
const viteAddress = /^\/(?:@|src\/|node_modules\/|\.astro\/|__(?:inspect|open-in-editor))/;

export function isViteAddress(pathname: string): boolean {
  return viteAddress.test(pathname);
}

/**
 * `astro dev` in the place of the built SSR function. The Host header is handed on as it came, so that pages see the
 * address the browser asked for; ip and country travel in the headers that the adapter's development mode reads.
 */
export function devServerHandler(url: string): FunctionHandler {
  const { hostname, port } = new URL(url);
  return async (request: Request, context: Context): Promise<Response> => {
    const { pathname, search } = new URL(request.url);
    const body = request.body === null ? null : Buffer.from(await request.arrayBuffer());
    const headers = {
      ...Object.fromEntries(request.headers),
      'x-nf-client-connection-ip': context.ip,
      'x-nf-geo': Buffer.from(JSON.stringify(context.geo)).toString('base64'),
      'x-nf-request-id': context.requestId,
    };
    return new Promise((resolve, reject) => {
      const outgoing = sendRequest({
        hostname,
        port,
        path: pathname + search,
        method: request.method,
        headers,
      });
      outgoing.on('response', (incoming) => resolve(toResponse(incoming)));
      outgoing.on('error', (error: NodeJS.ErrnoException) => {
        if (error.code === 'ECONNREFUSED') resolve(notStartedYet());
        else reject(error);
      });
      outgoing.end(body);
    });
  };
}

/** Hands a WebSocket, which carries hot module replacement, to the development server byte by byte. */
export function devServerUpgrade(url: string) {
  const { hostname, port } = new URL(url);
  return (incoming: IncomingMessage, socket: Duplex, head: Buffer): void => {
    const upstream = connect(Number(port), hostname, () => {
      const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
      for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
        lines.push(`${incoming.rawHeaders[index]}: ${incoming.rawHeaders[index + 1]}`);
      }
      upstream.write(`${lines.join('\r\n')}\r\n\r\n`);
      upstream.write(head);
      upstream.pipe(socket).pipe(upstream);
    });
    upstream.on('error', () => socket.destroy());
    socket.on('error', () => upstream.destroy());
  };
}

function toResponse(incoming: IncomingMessage): Response {
  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] ?? '';
    if (!/^(connection|keep-alive|transfer-encoding)$/i.test(name))
      headers.append(name, incoming.rawHeaders[index + 1] ?? '');
  }
  const status = incoming.statusCode ?? 502;
  const isBodiless = status === 204 || status === 304;
  if (isBodiless) incoming.resume();
  return new Response(isBodiless ? null : (Readable.toWeb(incoming) as ReadableStream), { status, headers });
}

function notStartedYet(): Response {
  return new Response('The development server is starting. This page reloads by itself.\n', {
    status: 503,
    headers: { 'content-type': 'text/plain; charset=utf-8', refresh: '1', 'retry-after': '1' },
  });
}
