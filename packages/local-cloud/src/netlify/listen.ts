import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';
import { finished } from 'node:stream/promises';
import { readRequest } from './read-request.ts';
import { writeResponse } from './write-response.ts';

export interface ListenOptions {
  /** For the sentence that explains a taken port. */
  name: string;
  /** 0 for any free one. */
  port: number;
  /** Bytes; a longer body is answered 413 without being read. */
  bodyLimit: number;
  handle: (request: Request, incoming: IncomingMessage) => Promise<Response>;
  onUpgrade?: (incoming: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** Bodies being received and answers being sent, together; more waits for none of them: it is answered 503. */
const mostBodyBytes = 128 * 1024 * 1024;

/**
 * Serves a fetch-style handler on loopback. Slow clients are cut off: 10 s for the head, 30 s for the whole request,
 * 60 s without progress in the answer. `stop` finishes what is under way, for at most 5 s.
 */
export async function listen(
  options: ListenOptions,
): Promise<{ url: string; port: number; stop(): Promise<void> }> {
  const budget = { remaining: mostBodyBytes };
  const server = createServer({ headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 5_000 });
  server.maxConnections = 2_000;
  server.setTimeout(60_000, (socket) => socket.destroy());
  server.on('request', async (incoming, outgoing) => {
    let acceptEncoding: string | undefined;
    try {
      const read = await readRequest(incoming, { limit: options.bodyLimit, budget });
      if ('status' in read) {
        const length = Buffer.byteLength(read.message);
        const type = 'text/plain; charset=utf-8';
        outgoing.writeHead(read.status, {
          'content-type': type,
          'content-length': length,
          connection: 'close',
        });
        outgoing.write(read.message);
        await discardRest(incoming);
        outgoing.end();
        return;
      }
      acceptEncoding = incoming.headers['accept-encoding'];
      try {
        await writeResponse(outgoing, await options.handle(read.request, incoming), acceptEncoding);
      } finally {
        read.release();
      }
    } catch (error) {
      if (!outgoing.destroyed) console.error(`${options.name}: ${incoming.method} ${incoming.url}:`, error);
      if (!outgoing.headersSent) outgoing.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      outgoing.end('Internal error\n');
    }
  });
  const { onUpgrade } = options;
  if (onUpgrade) server.on('upgrade', onUpgrade);
  await bind(server, options);
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, port, stop: () => stop(server) };
}

/** What is still read of a refused body. */
const mostDiscarded = { bytes: 16 * 1024 * 1024, milliseconds: 2_000 };

/**
 * Reads on for a while without keeping anything. A connection that is closed while the client still sends is reset, and the
 * answer is lost with it.
 */
async function discardRest(incoming: IncomingMessage): Promise<void> {
  const enough = new AbortController();
  const deadline = setTimeout(() => enough.abort(), mostDiscarded.milliseconds);
  let bytes = 0;
  incoming.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > mostDiscarded.bytes) enough.abort();
  });
  await finished(incoming, { signal: enough.signal }).catch(() => undefined);
  clearTimeout(deadline);
}

function bind(server: Server, { name, port }: ListenOptions): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const explained = new Error(
        `${name} could not start: port ${port} is taken by another process. Stop that process, or move everything ` +
          'with ARCHIPELAGO_PORT=<another port>.',
        { cause: error },
      );
      reject(error.code === 'EADDRINUSE' ? explained : error);
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function stop(server: Server): Promise<void> {
  return new Promise((resolve) => {
    const deadline = setTimeout(() => server.closeAllConnections(), 5_000);
    server.close(() => {
      clearTimeout(deadline);
      resolve();
    });
    server.closeIdleConnections();
  });
}
