import type { IncomingMessage } from 'node:http';
import { ClerkError } from '../clerk-error.ts';

const limit = 1_000_000;

/** The whole body as text; more than a megabyte is refused. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > limit)
      throw new ClerkError(413, 'request_body_too_large', 'The body is larger than one megabyte.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
