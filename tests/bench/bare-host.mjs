import { createServer } from 'node:http';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

// A bare HTTP server around the built server function, nothing else: `node bare-host.mjs <ssr.mjs>`. Sends its port to
// the parent process and ends with it. JavaScript, so that stripping types does not count as the function's start.

const [file] = process.argv.slice(2);
globalThis.Netlify = { env: { get: (name) => process.env[name] }, context: null };
const { default: handle } = await import(file);

const server = createServer(async (request, response) => {
  const url = new URL(request.url, `http://${request.headers.host}`);
  const context = { ip: '127.0.0.1', geo: {}, requestId: 'bench', waitUntil: () => undefined };
  const answer = await handle(new Request(url, { headers: request.headers }), context);
  response.writeHead(answer.status, Object.fromEntries(answer.headers));
  if (answer.body) await pipeline(Readable.fromWeb(answer.body), response);
  else response.end();
});
server.listen(0, '127.0.0.1', () => process.send(server.address().port));
process.on('disconnect', () => process.exit(0));
