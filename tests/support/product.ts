import { randomBytes } from 'node:crypto';
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
  headers?: Record<string, string | readonly string[] | undefined>;
  body?: string | Uint8Array;
  /** Another product than the one the runner started. */
  port?: number;
  /** Another address of this machine to come from, e.g. `127.0.1.9`. */
  from?: string | undefined;
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
      `These tests ask a running product, and ${missing.join(', ')} ${missing.length === 1 ? 'does' : 'do'} not say where it is. Run them with: npm test -- product`,
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
  if (!value) throw new Error(`The test runner did not hand over ${name}. Run: npm test -- product`);
  return value;
}

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** Sends one request to the product with this Host header. The path goes out exactly as written. */
export function request(host: string, path: string, options: RequestOptions = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, port = product().port, from } = options;
  const pairs = Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [value].flat().map((single) => [name, single] as [string, string]),
  );
  if (!pairs.some(([name]) => name.toLowerCase() === 'host')) pairs.unshift(['Host', host]);
  if (body !== undefined) pairs.push(['Content-Length', String(Buffer.byteLength(body))]);
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      {
        agent,
        host: '127.0.0.1',
        port,
        path,
        method,
        headers: pairs.flat(),
        setHost: false,
        ...(from && { localAddress: from }),
      },
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

interface Where {
  port?: number;
  /** The root host unless another is named: a session made there is known on every tenant's host too. */
  host?: string;
}

/**
 * Signs a seeded person in over HTTP, with the calls clerk-js makes, through the product's own proxy of Clerk's Frontend
 * API.
 */
export async function signIn(email: string, where: Where = {}): Promise<SignedIn> {
  const browser = openBrowser(email, where);
  const { response } = await browser.call('client/sign_ins', { identifier: email, password: seedPassword });
  return browser.keepSession(response);
}

/** Signs a new person up. Clerk sends addresses with `+clerk_test` no mail and accepts a fixed code from them. */
export async function signUp(
  where: Where = {},
  { firstName, lastName } = { firstName: 'Robin', lastName: 'Strand' },
): Promise<SignedIn> {
  const email = `${randomBytes(6).toString('hex')}+clerk_test@example.test`;
  const browser = openBrowser(email, where);
  const { response } = await browser.call('client/sign_ups', {
    email_address: email,
    password: seedPassword,
    first_name: firstName,
    last_name: lastName,
  });
  const path = `client/sign_ups/${response.id}`;
  await browser.call(`${path}/prepare_verification`, { strategy: 'email_code' });
  const code = { strategy: 'email_code', code: '424242' };
  return browser.keepSession((await browser.call(`${path}/attempt_verification`, code)).response);
}

/** A new workspace with a new owner, made through the product's own forms: tests may write to it as they like. */
export async function ownWorkspace(
  where: Where = {},
  names?: { firstName: string; lastName: string },
): Promise<{ slug: string; owner: SignedIn }> {
  const owner = await signUp(where, names);
  const slug = `w${randomBytes(6).toString('hex')}`;
  const answer = await postForm(rootHost(where), '/workspaces/new?_action=workspaces.create', {
    cookie: await owner.cookie(),
    port: where.port,
    fields: { name: `Workspace ${slug}`, slug },
  });
  if (answer.status !== 303) throw new Error(`No workspace was made: ${answer.status} ${answer.body}`);
  return { slug, owner };
}

/** Posts a form as the page of that host does. `headers` win over the browser's own. */
export function postForm(
  host: string,
  path: string,
  options: {
    fields: Record<string, string>;
    cookie?: string;
    headers?: RequestOptions['headers'];
    port?: number | undefined;
    from?: string | undefined;
  },
): Promise<Answer> {
  const { fields, cookie, headers, port = product().port, from } = options;
  return request(host, path, {
    method: 'POST',
    port,
    from,
    headers: {
      origin: `http://${host}`,
      'sec-fetch-site': 'same-origin',
      'content-type': 'application/x-www-form-urlencoded',
      ...(cookie ? { cookie } : {}),
      ...headers,
    },
    body: new URLSearchParams(fields).toString(),
  });
}

function rootHost({ port = product().port }: Where): string {
  return `localhost:${port}`;
}

interface Attempt {
  response: { id: string; status: string; created_session_id: string };
}

/** A token lives for 60 s. */
const renewAfterMs = 40_000;

function openBrowser(email: string, where: Where) {
  const { host = rootHost(where), port } = where;
  const jar = new Map<string, string>();

  async function call<Json = Attempt>(path: string, fields: Record<string, string>): Promise<Json> {
    const answer = await postForm(host, `/__clerk/v1/${path}`, { fields, cookie: cookieHeader(jar), port });
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

  function keepSession({ status, created_session_id }: Attempt['response']): SignedIn {
    if (status !== 'complete') throw new Error(`${email} could not sign in: Clerk says ${status}.`);
    let renewal: Promise<void> | undefined;
    let renewedAt = 0;
    return {
      email,
      async cookie() {
        if (!renewal || Date.now() - renewedAt > renewAfterMs) {
          renewedAt = Date.now();
          const path = `client/sessions/${created_session_id}/tokens`;
          renewal = call<{ jwt: string }>(path, {}).then(({ jwt }) => void jar.set('__session', jwt));
        }
        await renewal;
        return cookieHeader(jar);
      },
    };
  }

  return { call, keepSession };
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
