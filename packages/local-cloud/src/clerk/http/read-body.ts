import type { IncomingMessage } from 'node:http';
import { ClerkError } from '../clerk-error.ts';

const megabyte = 1_000_000;

/** The whole body as text; more than a megabyte is refused. */
export async function readBody(request: IncomingMessage): Promise<string> {
  return (await readBytes(request, 1)).toString('utf8');
}

export async function readBytes(request: IncomingMessage, megabytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > megabytes * megabyte) {
      throw new ClerkError(413, 'request_body_too_large', `The body is larger than ${megabytes} MB.`);
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
