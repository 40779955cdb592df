import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * A bare HTTP server around the built server function, nothing else: `node bare-host.ts <ssr.mjs>`. Sends its port to
 * the parent process.
 */
const [file = ''] = process.argv.slice(2);
Object.assign(globalThis, { Netlify: { env: { get: (name: string) => process.env[name] }, context: null } });
const { default: handle } = (await import(file)) as {
  default: (request: Request, context: object) => Promise<Response>;
};

const server = createServer(async (request, response) => {
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`);
  const headers = Object.entries(request.headers).map(
    ([name, value]) => [name, String(value)] as [string, string],
  );
  const context = { ip: '127.0.0.1', geo: {}, requestId: 'bench', waitUntil: () => undefined };
  const answer = await handle(new Request(url, { headers }), context);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  response.end(Buffer.from(await answer.arrayBuffer()));
});
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port));
