import type { IncomingMessage } from 'node:http';

type Refusal = { status: number; message: string };
type Read = { request: Request; release(): void };

const hopByHop = new Set([
  'connection',
  'keep-alive',
  'proxy-connection',
  'te',
  'transfer-encoding',
  'upgrade',
  'expect',
]);

/**
 * One HTTP request as a fetch `Request`. Its body is read here, once, up to `limit` bytes, and taken from the
 * `budget` that all requests under way have together; `release` gives it back.
 */
export async function readRequest(
  incoming: IncomingMessage,
  { limit, budget }: { limit: number; budget: { remaining: number } },
): Promise<Read | Refusal> {
  const method = incoming.method ?? 'GET';
  const target = incoming.url ?? '/';
  const host = incoming.headers.host ?? '';
  if (method === 'TRACE' || method === 'CONNECT' || method === 'TRACK')
    return { status: 405, message: 'Method not allowed' };
  const url = target.startsWith('/') ? URL.parse(`http://${host}${target}`) : null;
  if (url === null || url.username !== '' || url.host === '') return { status: 400, message: 'Bad request' };

  const headers = new Headers();
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) {
    const name = incoming.rawHeaders[index] ?? '';
    if (!hopByHop.has(name.toLowerCase())) headers.append(name, incoming.rawHeaders[index + 1] ?? '');
  }
  if (method === 'GET' || method === 'HEAD') {
    incoming.resume();
    return { request: new Request(url, { method, headers }), release: () => undefined };
  }
  if (Number(incoming.headers['content-length'] ?? 0) > limit) return tooLarge(limit);

  const chunks: Buffer[] = [];
  let size = 0;
  const release = () => {
    budget.remaining += size;
    size = 0;
  };
  try {
    for await (const chunk of incoming.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
      size += chunk.length;
      budget.remaining -= chunk.length;
      if (size > limit || budget.remaining < 0) {
        const refusal = size > limit ? tooLarge(limit) : { status: 503, message: 'Too many uploads at once' };
        release();
        return refusal;
      }
      chunks.push(chunk);
    }
  } catch (error) {
    release();
    throw error;
  }
  const body = size > 0 ? Buffer.concat(chunks) : undefined;
  return { request: new Request(url, { method, headers, body }), release };
}

function tooLarge(limit: number): Refusal {
  return { status: 413, message: `Payload too large: at most ${limit} bytes` };
}
