import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { localSecrets } from '../app-environment.ts';
import { refuseProduction } from '../refuse-production.ts';
import { people, seedPassword, workspaces } from '../seed/people.ts';
import { answerBackendCall } from './backend-api/answer-backend-call.ts';
import { ClerkError, notImplemented } from './clerk-error.ts';
import type { ClerkInstance } from './clerk-instance.ts';
import type { DeliveryRecord } from './clerk-state.ts';
import { openClerkStore } from './clerk-store.ts';
import { answerFrontendCall } from './frontend-api/answer-frontend-call.ts';
import { isScriptPath, serveScript } from './frontend-api/serve-script.ts';
import { type AuthenticatorView, listAuthenticators } from './list-authenticators.ts';
import { readPublishableKey } from './publishable-key.ts';
import { type ClerkSeed, seedClerk } from './seed-clerk.ts';
import { openSigningKey } from './signing-key.ts';
import { smtpMail } from './smtp-mail.ts';
import { vendorClerk } from './vendor-clerk.ts';
import type { ClerkMail } from './verification-mail.ts';
import { createWebhookSender, type WebhookSettings } from './webhooks/webhook-sender.ts';

export interface ClerkOptions {
  /** 0 takes a free one. */
  port: number;
  /** State and signing key are kept here over restarts. */
  dataDirectory: string;
  webhook: WebhookSettings;
  /** Where mails go: the local mailbox's port, or a function. */
  smtpPort?: number;
  sendMail?: (mail: ClerkMail) => Promise<void>;
  /** Whom an empty instance begins with; the seeded people unless told. */
  seed?: ClerkSeed;
  secretKey?: string;
  publishableKey?: string;
  /** Lifetime of session tokens; 60 as at Clerk unless told. */
  tokenLifetimeSeconds?: number;
}

export interface LocalClerk {
  /** `CLERK_FAPI_URL` */
  fapiUrl: string;
  /** `CLERK_API_URL` */
  bapiUrl: string;
  /** `CLERK_JWT_KEY`: PEM. */
  jwtKey: string;
  publishableKey: string;
  /** Webhook messages, newest first. */
  deliveries(): DeliveryRecord[];
  /** Everybody with an authenticator app, and what it shows now. */
  authenticators(): AuthenticatorView[];
  /** Sends a webhook message again, at once and under the same id. */
  resend(id: string): Promise<DeliveryRecord>;
  stop(): Promise<void>;
}

/**
 * Starts the stand-in for Clerk: Frontend API, Backend API, webhooks and the browser scripts, for one development
 * instance. It does not simulate social sign-in, SSO, passkeys, phone numbers, pictures of
 * organizations, bot protection and rate limits; what it lacks it answers with 501.
 */
export async function startClerk(options: ClerkOptions): Promise<LocalClerk> {
  refuseProduction('The local Clerk', process.env);
  const publishableKey = options.publishableKey ?? localSecrets.clerkPublishableKey;
  const scripts = await vendorClerk();
  const store = openClerkStore(options.dataDirectory);
  const webhooks = createWebhookSender(options.webhook, store.state, store.save);
  const instance: ClerkInstance = {
    ...readPublishableKey(publishableKey),
    state: store.state,
    key: openSigningKey(options.dataDirectory),
    secretKey: options.secretKey ?? localSecrets.clerkSecretKey,
    tokenLifetimeSeconds: options.tokenLifetimeSeconds ?? 60,
    emit: webhooks.file,
    sendMail: options.sendMail ?? smtpMail(options.smtpPort ?? 25),
    now: Date.now,
  };
  if (store.isNew) {
    await seedClerk(instance, options.seed ?? { password: seedPassword, people, workspaces });
    await store.save();
  }

  async function save(): Promise<void> {
    await store.save();
    webhooks.flush();
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams: search } = new URL(request.url ?? '/', 'http://clerk.localhost');
    const [, side, rest] = /^\/(fapi|bapi)(\/.*)$/.exec(pathname) ?? [];
    if (!side || !rest) throw notImplemented(`${request.method} ${pathname}`);
    const withoutVersion = rest.replace(/^\/v1(?=\/)/, '');
    if (side === 'fapi' && isScriptPath(withoutVersion))
      return serveScript(withoutVersion, scripts, response);
    if (side === 'fapi' && withoutVersion === '/.well-known/jwks.json') {
      response.writeHead(200, { 'content-type': 'application/json' });
      return void response.end(JSON.stringify({ keys: [instance.key.jwk] }));
    }
    const call = { path: withoutVersion, search, save };
    return side === 'fapi'
      ? answerFrontendCall(instance, request, response, call)
      : answerBackendCall(instance, request, response, call);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => sendError(request, response, error));
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, '127.0.0.1', resolve);
  });
  webhooks.flush();
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    fapiUrl: `${url}/fapi`,
    bapiUrl: `${url}/bapi`,
    jwtKey: instance.key.publicPem,
    publishableKey,
    deliveries: webhooks.deliveries,
    authenticators: () => listAuthenticators(instance),
    resend: webhooks.resend,
    async stop() {
      await webhooks.stop();
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
      await store.save();
    },
  };
}

function sendError(request: IncomingMessage, response: ServerResponse, error: unknown): void {
  const known =
    error instanceof ClerkError
      ? error
      : new ClerkError(
          500,
          'internal_clerk_error',
          `The local Clerk failed: ${error instanceof Error ? error.message : error}`,
        );
  if (known.status >= 500) {
    console.error(
      `The local Clerk answered ${known.status} to ${request.method} ${request.url}: ${known.message}`,
    );
    if (known !== error) console.error(error);
  }
  if (response.headersSent) return void response.destroy();
  response.writeHead(known.status, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(known));
}
