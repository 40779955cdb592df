import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Html } from './html.ts';

export interface HtmlAnswer {
  status: number;
  headers: Record<string, string>;
  body: string | Uint8Array;
}

const mostBytes = 1_000_000;

/** The body as text. Throws above a megabyte, which nothing here needs. */
export async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    size += chunk.length;
    if (size > mostBytes) throw new Error('The request body is larger than a megabyte.');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function send(response: ServerResponse, answer: HtmlAnswer): void {
  response.writeHead(answer.status, answer.headers);
  response.end(answer.body);
}

/** A page that may load nothing but this site's own style, fonts and script. */
export function page(status: number, content: Html): HtmlAnswer {
  const policy =
    "default-src 'none'; style-src 'self'; font-src 'self'; img-src 'self' data:; script-src 'self'; frame-src 'self'; base-uri 'none'; frame-ancestors 'self'";
  const headers = {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': policy,
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
  return { status, headers, body: content.markup };
}

/** After a form: the browser asks for `location` with GET. */
export function seeOther(location: string): HtmlAnswer {
  return { status: 303, headers: { location, 'cache-control': 'no-store' }, body: '' };
}

export function text(status: number, message: string): HtmlAnswer {
  return { status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: `${message}\n` };
}
