import { Agent, request as httpRequest } from 'node:http';
import { seedPassword } from '@archipelago/local-cloud/seed/people';

/** One answer of the product, as it was sent: nothing followed, nothing kept. */
export interface Answer {
  status: number;
  /** Lower-case names; a header that was sent twice is joined, cookies excepted. */
  headers: Record<string, string | undefined>;
  /** Each `Set-Cookie` by itself. */
  setCookie: string[];
  body: string;
}

export interface RequestOptions {
  method?: string;
  /** Two values send the header twice. */
  headers?: Record<string, string | readonly string[]>;
  body?: string | Uint8Array;
  /** Another product than the one the runner started. */
  port?: number;
}

const needed = [
  'ARCHIPELAGO_APP_URL',
  'ARCHIPELAGO_PORT',
  'ARCHIPELAGO_CONSOLE_URL',
  'ARCHIPELAGO_TEST_OWNER_URL',
] as const;

/** The product the test runner started. Throws, rather than skip, when there is none. */
export function product() {
  const missing = needed.filter((name) => !process.env[name]);
  if (missing.length > 0) {
    throw new Error(
      `These tests ask a running product, and ${missing.join(', ')} ${missing.length === 1 ? 'does' : 'do'} not say where it is. Run them with: npm test -- integration security`,
    );
  }
  const appUrl = process.env.ARCHIPELAGO_APP_URL ?? '';
  const { host } = new URL(appUrl);
  return {
    appUrl,
    port: Number(process.env.ARCHIPELAGO_PORT),
    consoleUrl: process.env.ARCHIPELAGO_CONSOLE_URL ?? '',
    /** As the role that owns the tables, to look at what was written; row-level security binds it too. */
    ownerUrl: process.env.ARCHIPELAGO_TEST_OWNER_URL ?? '',
    host,
    /** Host of one tenant, with its port. */
    hostOf: (slug: string) => `${slug}.${host}`,
  };
}

/** A setting of the running product that a test signs or searches with. */
export function productSetting(name: string): string {
  const value = process.env[name];
  if (!value) throw new Error(`The test runner did not hand over ${name}. Run: npm test -- security`);
  return value;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends one request to the product with this Host header. The path goes out exactly as written. */
export function request(host: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, port = product().port } = options;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    [value].flat().map((single) => [name, single] as [string, string]),
  );
  if (!pairs.some(([name]) => name.toLowerCase() === 'host')) pairs.unshift(['Host', host]);
  if (body !== undefined) pairs.push(['Content-Length', String(Buffer.byteLength(body))]);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      { agent, host: '127.0.0.1', port, path, method, headers: pairs.flat(), setHost: false },
      async (answer) => {
        try {
          const chunks: Buffer[] = [];
          for await (const chunk of answer) chunks.push(chunk);
          const flat = Object.entries(answer.headers).map(([name, value]) => [name, value?.toString()]);
          resolve({
            status: answer.statusCode ?? 0,
            headers: Object.fromEntries(flat),
            setCookie: answer.headers['set-cookie'] ?? [],
            body: Buffer.concat(chunks).toString(),
          });
        } catch (error) {
          reject(error);
        }
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}

export interface SignedIn {
  email: string;
  /** A Cookie header with a session token that is still good for a while. */
  cookie(): Promise<string>;
}

/** A token lives for 60 s. */
const renewAfterMs = 40_000;

/**
 * Signs a seeded person in over HTTP, with the calls clerk-js makes, through the product's own proxy of Clerk's Frontend
 * API. At the root host, unless another is named: a session made there is known on every tenant's host too.
 */
export async function signIn(
  email: string,
  options: { port?: number; host?: string } = {},
): Promise<SignedIn> {
  const { port = product().port } = options;
  const { host = `localhost:${port}` } = options;
  const jar = new Map<string, string>();

  async function call<Json>(path: string, fields: Record<string, string>): Promise<Json> {
    const answer = await request(host, `/__clerk/v1/${path}`, {
      method: 'POST',
      port,
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        origin: `http://${host}`,
        cookie: cookieHeader(jar),
      },
      body: new URLSearchParams(fields).toString(),
    });
    if (answer.status !== 200) {
      throw new Error(`${email} could not sign in: ${path} answered ${answer.status} ${answer.body}`);
    }
    for (const cookie of answer.setCookie) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '' || /max-age=0/i.test(cookie)) jar.delete(name);
      else jar.set(name, value);
    }
    return JSON.parse(answer.body) as Json;
  }

  const { response } = await call<{ response: { status: string; created_session_id: string } }>(
    'client/sign_ins',
    { identifier: email, password: seedPassword },
  );
  if (response.status !== 'complete') throw new Error(`${email} could not sign in: ${response.status}`);
  const tokens = `client/sessions/${response.created_session_id}/tokens`;
  let renewal: Promise<void> | undefined;
  let renewedAt = 0;
  return {
    email,
    async cookie() {
      if (!renewal || Date.now() - renewedAt > renewAfterMs) {
        renewedAt = Date.now();
        renewal = call<{ jwt: string }>(tokens, {}).then(({ jwt }) => void jar.set('__session', jwt));
      }
      await renewal;
      return cookieHeader(jar);
    },
  };
}

function cookieHeader(jar: ReadonlyMap<string, string>): string {
  return [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
}

/** Waits until `look` finds something, and says what was missing when it does not. */
export async function eventually<T>(
  what: string,
  look: () => Promise<T | null | undefined | false>,
  withinMs = 15_000,
): Promise<T> {
  const deadline = Date.now() + withinMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > deadline) throw new Error(`Nothing for ${withinMs / 1000} s: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
