import { createServer } from 'node:http';
import { connect } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuseProduction } from '../refuse-production.ts';
import { createStatementCounter } from './count-statements.ts';
import { describeListener, isPortFree } from './describe-listener.ts';

export interface NeonProxy {
  /** What the product's `NEON_WS_PROXY` is set to: `host:port`. */
  address: string;
  /** Statements sent through the proxy since it started. Also at `GET /statements`. */
  statements(): number;
  stop(): Promise<void>;
}

/**
 * Lets the Neon driver, which speaks Postgres inside a WebSocket, reach any Postgres: bytes pass unchanged, and only
 * to the one database named here. Stands in for Neon's own proxy, and does not pool.
 */
export async function startNeonProxy(options: {
  port: number;
  target: { host: string; port: number };
}): Promise<NeonProxy> {
  refuseProduction('database proxy', process.env);
  if (!(await isPortFree(options.port))) {
    throw new Error(
      `The database proxy cannot listen on port ${options.port}: ${describeListener(options.port) ?? 'another process'} already does. Stop it, or move all local ports: ARCHIPELAGO_PORT=9888 npm start`,
    );
  }
  let statements = 0;
  const server = createServer((request, response) => {
    const found = request.method === 'GET' && request.url === '/statements';
    const body = found
      ? { statements }
      : { message: 'The database proxy has only GET /statements and WebSockets at /v2?address=host:port.' };
    response.writeHead(found ? 200 : 501, { 'content-type': 'application/json' });
    response.end(JSON.stringify(body));
  });
  const sockets = new WebSocketServer({ server, perMessageDeflate: false });
  sockets.on('connection', (socket, request) => {
    const address = new URL(request.url ?? '/', 'http://proxy').searchParams.get('address');
    if (address !== `${options.target.host}:${options.target.port}`) {
      socket.close(1008, 'This proxy serves one database only.');
      return;
    }
    relay(socket, options.target, () => statements++);
  });
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  return {
    address: `127.0.0.1:${options.port}`,
    statements: () => statements,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets.clients) socket.terminate();
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function relay(socket: WebSocket, target: { host: string; port: number }, onStatement: () => void): void {
  const database = connect({ ...target, noDelay: true });
  const count = createStatementCounter(onStatement);
  socket.on('message', (data: Buffer) => {
    count(data);
    database.write(data);
  });
  socket.on('close', () => database.destroy());
  socket.on('error', () => database.destroy());
  database.on('data', (data) => {
    socket.send(data);
    // A client that reads slower than the database writes must not fill this process' memory.
    if (socket.bufferedAmount > 4_000_000) {
      database.pause();
      const resume = setInterval(() => {
        if (socket.bufferedAmount > 1_000_000 && socket.readyState === socket.OPEN) return;
        clearInterval(resume);
        database.resume();
      }, 20);
    }
  });
  database.on('close', () => socket.close());
  database.on('error', () => socket.close(1011, 'The database does not answer.'));
}
