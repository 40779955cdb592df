import { connect } from 'node:net';

export interface RawAnswer {
  status: number;
  headers: Headers;
  body: string;
}

/**
 * Sends a request exactly as written: no client tidies the target or the headers up. `headers` may name one twice.
 */
export function sendRaw(
  port: number,
  target: string,
  headers: readonly (readonly [string, string])[],
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(port, '127.0.0.1', () => {
      const lines = [
        `GET ${target} HTTP/1.1`,
        ...headers.map(([name, value]) => `${name}: ${value}`),
        'Connection: close',
      ];
      socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    });
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => resolve(parse(Buffer.concat(chunks).toString())));
  });
}

function parse(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const headers = new Headers();
  for (const line of lines)
    headers.append(line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 1).trim());
  const body = rest.join('\r\n\r\n');
  const isChunked = headers.get('transfer-encoding') === 'chunked';
  return { status: Number(statusLine.split(' ')[1]), headers, body: isChunked ? unchunk(body) : body };
}

function unchunk(body: string): string {
  const [size = '0', ...rest] = body.split('\r\n');
  const length = Number.parseInt(size, 16);
  if (!length) return '';
  const remaining = Buffer.from(rest.join('\r\n'));
  return remaining.subarray(0, length).toString() + unchunk(remaining.subarray(length + 2).toString());
}
