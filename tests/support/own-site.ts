import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

interface FunctionContext {
  waitUntil(work: Promise<unknown>): void;
}

export type FunctionHandler = (request: Request, context: FunctionContext) => unknown;

export interface OwnSite {
  url: string;
  /** The background functions at these paths answer as ever and do nothing, as when what wakes them is lost. */
  losePokes(paths: readonly string[]): void;
  /** Resolves when no background function is running any more, and nothing that a function left to be finished. */
  settled(): Promise<void>;
  stop(): Promise<void>;
}

/** Serves functions over real HTTP as the platform does: a background function answers 202 before it has looked. */
export async function startOwnSite(
  functions: Record<string, { handler: FunctionHandler; background?: boolean }>,
): Promise<OwnSite> {
  const running = new Set<Promise<unknown>>();
  const finish = (work: Promise<unknown>) => {
    const run: Promise<unknown> = work.catch(() => {}).finally(() => running.delete(run));
    running.add(run);
  };
  const context: FunctionContext = { waitUntil: finish };
  let lost: readonly string[] = [];
  const server = createServer(async (incoming, outgoing) => {
    const { pathname } = new URL(incoming.url ?? '/', 'http://site');
    const found = functions[pathname];
    const request = await requestOf(incoming);
    if (!found) return void outgoing.writeHead(404).end();
    if (found.background && lost.includes(pathname)) return void outgoing.writeHead(202).end();
    if (found.background) {
      finish(Promise.resolve(found.handler(request, context)));
      return void outgoing.writeHead(202).end();
    }
    const answer = await found.handler(request, context);
    const response = answer instanceof Response ? answer : new Response(null, { status: 204 });
    outgoing.writeHead(response.status, Object.fromEntries(response.headers));
    outgoing.end(Buffer.from(await response.arrayBuffer()));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    losePokes: (paths) => {
      lost = paths;
    },
    settled: async () => {
      while (running.size > 0) await Promise.all(running);
    },
    stop: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function requestOf(incoming: IncomingMessage): Promise<Request> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk);
  const headers = new Headers();
  for (const [name, value] of Object.entries(incoming.headers)) {
    if (value !== undefined) headers.set(name, String(value));
  }
  const hasBody = incoming.method !== 'GET' && incoming.method !== 'HEAD';
  return new Request(new URL(incoming.url ?? '/', `http://${incoming.headers.host}`), {
    method: incoming.method ?? 'GET',
    headers,
    body: hasBody ? new Uint8Array(Buffer.concat(chunks)) : null,
  });
}
