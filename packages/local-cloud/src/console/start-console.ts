import { createServer } from 'node:http';
import type { LocalClerk } from '../clerk/start-clerk.ts';
import type { LocalMail } from '../mail/start-mail.ts';
import type { LocalSettings } from '../settings.ts';
import type { LocalStripe } from '../stripe/start-stripe.ts';

/** Starts the console. */
export async function startConsole(options: {
  port: number;
  settings: LocalSettings;
  clerk: LocalClerk;
  stripe: LocalStripe;
  mail: LocalMail;
}): Promise<{ stop(): Promise<void> }> {
  const server = createServer((request, response) => {
    const url = new URL(request.url ?? '/', 'http://console');
    response.setHeader('content-type', 'application/json');
    if (url.pathname === '/mail.json') {
      return response.end(JSON.stringify(options.mail.messages(url.searchParams.get('to') ?? undefined)));
    }
    response.statusCode = 404;
    return response.end('{}');
  });
  await new Promise<void>((resolve) => server.listen(options.port, '127.0.0.1', resolve));
  return { stop: () => new Promise((resolve) => server.close(() => resolve())) };
}
