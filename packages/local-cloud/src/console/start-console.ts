import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { asset } from '../html/assets.ts';
import { isLoopbackHost, isSameOrigin } from '../html/guard-request.ts';
import { type HtmlAnswer, readBody, send, text } from '../html/serve-html.ts';
import { refuseProduction } from '../refuse-production.ts';
import { answerAction } from './answer-action.ts';
import { answerPage } from './answer-page.ts';
import type { ConsoleSources } from './console-sources.ts';
import { type WebhookReceiver, webhookReceiver } from './webhook-receiver.ts';

/**
 * Serves the local console: where everything is, whom to sign in as, the mailbox, the webhooks and the billing clock.
 * Answers this machine only, and acts only on forms of its own pages.
 */
export async function startConsole(
  options: ConsoleSources & { port: number },
): Promise<{ url: string; stop(): Promise<void> }> {
  refuseProduction('The local console', process.env);
  const { port, ...sources } = options;
  const receiver = webhookReceiver();
  const server = createServer((request, response) => {
    answer(sources, receiver, request, response).catch((error: unknown) => {
      console.error('The local console failed:', error);
      send(
        response,
        text(500, `The console failed: ${error instanceof Error ? error.message : String(error)}`),
      );
    });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    async stop() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

async function answer(
  sources: ConsoleSources,
  receiver: WebhookReceiver,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  send(response, await decide(sources, receiver, request));
}

async function decide(
  sources: ConsoleSources,
  receiver: WebhookReceiver,
  request: IncomingMessage,
): Promise<HtmlAnswer> {
  if (!isLoopbackHost(request.headers.host)) {
    return text(421, 'The console only answers as localhost or 127.0.0.1.');
  }
  const url = new URL(request.url ?? '/', 'http://localhost');
  if (url.pathname === '/receiver') {
    // Posted to by the product, not by a form: it only keeps what it is told.
    if (request.method === 'POST') return receiver.receive(request);
    return receiver.list(url.searchParams.get('secret') ?? '');
  }
  if (request.method === 'POST') {
    if (!isSameOrigin(request.headers)) {
      return text(
        403,
        'This form was sent from another site, so nothing was done. Open the console and try again.',
      );
    }
    return answerAction(sources, url.pathname, new URLSearchParams(await readBody(request)));
  }
  if (request.method !== 'GET' && request.method !== 'HEAD')
    return text(405, 'Only GET and POST are answered here.');
  return asset(url.pathname) ?? (await answerPage(sources, url));
}
