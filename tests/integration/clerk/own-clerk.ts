import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type ClerkOptions, type LocalClerk, startClerk } from '@archipelago/local-cloud/clerk/start-clerk';
import { createClerkClient } from '@clerk/backend';
import { vi } from 'vitest';

export const secretKey = 'sk_test_for_these_tests';
export const webhookSecret = `whsec_${Buffer.from('a webhook secret for tests').toString('base64')}`;
export const password = 'correct-horse-battery';

export interface Delivered {
  headers: IncomingMessage['headers'];
  body: string;
}

export const seed: NonNullable<ClerkOptions['seed']> = {
  password,
  people: [
    { clerkUserId: 'user_ada', email: 'ada@acme.test', firstName: 'Ada', lastName: 'Lindqvist' },
    { clerkUserId: 'user_joan', email: 'joan@acme.test', firstName: 'Joan', lastName: 'Marchetti' },
  ],
  workspaces: [
    {
      slug: 'acme',
      name: 'Acme',
      clerkOrganizationId: 'org_acme',
      members: [
        { clerkUserId: 'user_ada', role: 'owner' },
        { clerkUserId: 'user_joan', role: 'guest' },
      ],
    },
  ],
};

/** A local Clerk on a free port, a place for its webhooks, and its mails. */
export async function startOwnClerk(options: Partial<ClerkOptions> = {}) {
  const dataDirectory = options.dataDirectory ?? mkdtempSync(join(tmpdir(), 'archipelago-clerk-'));
  const forget = () => {
    if (!options.dataDirectory) rmSync(dataDirectory, { recursive: true, force: true });
  };
  const mails: { to: string; subject: string }[] = [];
  const receiver = await startReceiver();
  const start = () =>
    startClerk({
      port: 0,
      secretKey,
      webhook: { url: receiver.url, secret: webhookSecret, retryDelays: [10, 10] },
      sendMail: async (mail) => void mails.push(mail),
      seed,
      ...options,
      dataDirectory,
    });
  let clerk: LocalClerk = await start().catch(async (error: unknown) => {
    await receiver.stop();
    forget();
    throw error;
  });
  return {
    get clerk() {
      return clerk;
    },
    /** The real SDK, as the product uses it. */
    sdk: () =>
      createClerkClient({
        secretKey,
        publishableKey: clerk.publishableKey,
        apiUrl: clerk.bapiUrl,
        telemetry: { disabled: true },
      }),
    receiver,
    mails,
    codeSentTo: (address: string) => mails.findLast(({ to }) => to === address)?.subject.slice(0, 6) ?? '',
    async restart() {
      await clerk.stop();
      clerk = await start();
    },
    async stop() {
      await clerk.stop();
      await receiver.stop();
      forget();
    },
  };
}

async function startReceiver() {
  const delivered: Delivered[] = [];
  let refusals = 0;
  const server = createServer(async (request, response) => {
    let body = '';
    for await (const chunk of request) body += chunk;
    delivered.push({ headers: request.headers, body });
    response.statusCode = refusals > 0 ? 503 : 204;
    refusals = Math.max(0, refusals - 1);
    response.end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/webhooks/clerk`,
    delivered,
    /** Answers 503 to the next so many. */
    refuse: (count: number) => {
      refusals = count;
    },
    /** Waits for a message of the type. */
    message: (type: string) =>
      vi.waitFor(() => {
        const found = delivered.findLast(({ body }) => JSON.parse(body).type === type);
        if (!found)
          throw new Error(
            `No ${type} yet; got ${delivered.map(({ body }) => JSON.parse(body).type).join(', ')}.`,
          );
        return found;
      }, 5000),
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** What clerk-js does from one browser on one host: form bodies, a cookie jar, the proxy's headers. */
export function browserOf(fapiUrl: string, origin = 'http://localhost:8888') {
  const cookies = new Map<string, string>();
  async function call(method: string, path: string, fields: Record<string, string> = {}) {
    const isRead = method === 'GET';
    const url = new URL(`${fapiUrl}/v1${path}`);
    if (!isRead && method !== 'POST') url.searchParams.set('_method', method);
    const response = await fetch(url, {
      method: isRead ? 'GET' : 'POST',
      redirect: 'manual',
      headers: {
        origin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        'clerk-secret-key': secretKey,
        'clerk-proxy-url': `${origin}/__clerk`,
        'user-agent': 'Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36',
      },
      ...(isRead ? {} : { body: new URLSearchParams(fields) }),
    });
    const setCookies = response.headers.getSetCookie();
    for (const cookie of setCookies) {
      const [pair = ''] = cookie.split(';');
      const at = pair.indexOf('=');
      if (/Max-Age=0/.test(cookie)) cookies.delete(pair.slice(0, at));
      else cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
    const text = await response.text();
    const json = text ? JSON.parse(text) : null;
    return { status: response.status, location: response.headers.get('location'), setCookies, json };
  }
  return {
    cookies,
    call,
    async signIn(identifier: string, given = password) {
      return (await call('POST', '/client/sign_ins', { identifier, password: given })).json;
    },
    async sessionToken(): Promise<string> {
      const { json } = await call('GET', '/client');
      return json.response.sessions[0].last_active_token.jwt;
    },
  };
}
