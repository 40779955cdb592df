import { once } from 'node:events';
import { createServer, type IncomingMessage, request } from 'node:http';
import type { AddressInfo } from 'node:net';
import { startNetlify } from '@archipelago/local-cloud/netlify/start-netlify';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { type RawData, type WebSocket as ServerSocket, WebSocketServer } from 'ws';
import { prepareSite } from './prepare-site.ts';

/** Stands where `astro dev` stands: tells what it was asked, and echoes over its WebSocket. */
const devServer = createServer(async (incoming, outgoing) => {
  let body = '';
  for await (const chunk of incoming) body += chunk;
  outgoing.setHeader('set-cookie', ['a=1', 'b=2']);
  outgoing.setHeader('content-type', 'application/json');
  outgoing.end(
    JSON.stringify({ method: incoming.method, url: incoming.url, headers: incoming.headers, body }),
  );
});
const sockets = new WebSocketServer({ server: devServer });

let site: Awaited<ReturnType<typeof prepareSite>>;
let netlify: Awaited<ReturnType<typeof startNetlify>>;
let port: number;

beforeAll(async () => {
  sockets.on('connection', (socket: ServerSocket) => {
    socket.on('message', (data: RawData) => socket.send(`echo ${data}`));
  });
  devServer.listen(0, '127.0.0.1');
  await once(devServer, 'listening');
  site = await prepareSite('real');
  netlify = await startNetlify({
    port: 0,
    apiPort: 0,
    blobsPort: 0,
    dataDirectory: site.dataDirectory,
    root: site.root,
    ssr: { kind: 'proxy', url: `http://127.0.0.1:${(devServer.address() as AddressInfo).port}` },
    country: 'FR',
  });
  port = Number(new URL(netlify.url).port);
  vi.stubEnv('APP_URL', netlify.url);
  vi.stubEnv('EDGE_SECRET', 'an-edge-secret-of-more-than-32-characters');
});

afterAll(async () => {
  await netlify?.stop();
  sockets.close();
  devServer.closeAllConnections();
  devServer.close();
  await site?.remove();
});

interface Seen {
  method: string;
  url: string;
  headers: Record<string, string>;
  body: string;
}

/** fetch would not let the Host header be chosen. */
async function ask(
  host: string,
  path: string,
  method = 'GET',
  body = '',
): Promise<{ cookies: string[] | undefined; seen: Seen }> {
  const outgoing = request({
    host: '127.0.0.1',
    port,
    path,
    method,
    headers: { host: `${host}:${port}` },
  }).end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks = await incoming.toArray();
  return { cookies: incoming.headers['set-cookie'], seen: JSON.parse(Buffer.concat(chunks).toString()) };
}

test('a page goes through the edge to the development server, under the address the browser asked for', async () => {
  const { cookies, seen } = await ask('acme.localhost', '/posts?x=1', 'POST', 'hello');
  expect(seen).toMatchObject({ method: 'POST', url: '/w/acme/posts?x=1', body: 'hello' });
  expect(seen.headers.host).toBe(`acme.localhost:${port}`);
  expect(cookies).toEqual(['a=1', 'b=2']);
});

test('it is told where the visitor is, as on the platform', async () => {
  const { seen } = await ask('localhost', '/pricing');
  const geo = JSON.parse(Buffer.from(seen.headers['x-nf-geo'] ?? '', 'base64').toString());
  expect([geo.country.code, seen.headers['x-nf-client-connection-ip']]).toEqual(['FR', '127.0.0.1']);
});

test.each([
  '/@vite/client',
  '/@id/__x00__virtual:a',
  '/src/styles/app.css',
  '/node_modules/.vite/deps/vue.js?v=1',
])('the module %s is the same on every host', async (path) => {
  expect((await ask('acme.localhost', path)).seen.url).toBe(path);
});

test('functions run here, not there', async () => {
  const response = await fetch(`http://localhost:${port}/api/items/7`);
  expect(await response.json()).toMatchObject({ params: { id: '7' } });
});

test('hot module replacement reaches the browser', async () => {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/?token=1`);
  await once(socket, 'open');
  socket.send('hello');
  const [message] = (await once(socket, 'message')) as [MessageEvent<string>];
  expect(message.data).toBe('echo hello');
  socket.close();
});
