import { createPublicKey } from 'node:crypto';
import { type Finding, messageOf, ok, wrong } from './finding.ts';

export interface ClerkSettings {
  secretKey: string;
  publishableKey: string;
  /** PEM. */
  jwtKey: string;
  /** The local cloud's, instead of Clerk's own. */
  apiUrl?: string | undefined;
  frontendUrl?: string | undefined;
  fetch?: typeof fetch;
}

interface Jwk {
  kid?: string;
  n?: string;
}

const keysPage = 'https://dashboard.clerk.com, under API keys';

/** Whether Clerk takes the secret key, and whether all three keys are of one instance. */
export async function checkClerk(settings: ClerkSettings): Promise<Finding[]> {
  const { secretKey, publishableKey, jwtKey, fetch: send = fetch } = settings;
  if (modeOf(secretKey) !== modeOf(publishableKey)) {
    return [
      wrong(
        `CLERK_SECRET_KEY is a ${modeOf(secretKey)} key and PUBLIC_CLERK_PUBLISHABLE_KEY a ${modeOf(publishableKey)} one.`,
        `Copy both from one instance: ${keysPage}.`,
      ),
    ];
  }
  const api = settings.apiUrl ?? 'https://api.clerk.com';
  const own = await keysAt(send, `${api}/v1/jwks`, { authorization: `Bearer ${secretKey}` });
  if (own instanceof Error) return [unreachable('Clerk', own)];
  if (own.status === 401 || own.status === 403) {
    return [wrong('Clerk does not know CLERK_SECRET_KEY.', `Copy it again from ${keysPage}.`)];
  }
  if (own.status !== 200) return [unreachable('Clerk', new Error(`it answered ${own.status}`))];

  const findings: Finding[] = [];
  if (!own.keys.some(({ n }) => n === modulusOf(jwtKey))) {
    findings.push(
      wrong(
        'CLERK_JWT_KEY is not a key of this Clerk instance: nobody who signs in is recognised.',
        `Copy “JWKS public key” (PEM) from ${keysPage}, with its line breaks.`,
      ),
    );
  }
  const host = frontendHost(publishableKey);
  const frontend = settings.frontendUrl ?? `https://${host}`;
  const published = await keysAt(send, `${frontend}/.well-known/jwks.json`, {});
  if (published instanceof Error || published.status !== 200) {
    findings.push(
      unreachable(
        `Clerk’s Frontend API at ${host}, which PUBLIC_CLERK_PUBLISHABLE_KEY names,`,
        published instanceof Error ? published : new Error(`it answered ${published.status}`),
      ),
    );
  } else if (!published.keys.some((key) => own.keys.some(({ n }) => n === key.n))) {
    findings.push(
      wrong(
        'PUBLIC_CLERK_PUBLISHABLE_KEY and CLERK_SECRET_KEY are of two Clerk instances: people sign in at one and are asked for at the other.',
        `Copy both from one instance: ${keysPage}.`,
      ),
    );
  }
  return findings.length > 0
    ? findings
    : [ok(`Clerk takes the key, and its three keys are of one instance (${modeOf(secretKey)}).`)];
}

function modeOf(key: string): string {
  return key.split('_')[1] ?? '';
}

/** A publishable key is the base64 of its instance's host and `$`. */
function frontendHost(publishableKey: string): string {
  return Buffer.from(publishableKey.split('_')[2] ?? '', 'base64')
    .toString()
    .replace(/\$$/, '');
}

function modulusOf(pem: string): string | undefined {
  try {
    return createPublicKey(pem).export({ format: 'jwk' }).n;
  } catch {
    return undefined;
  }
}

function unreachable(what: string, error: Error): Finding {
  return wrong(
    `${what} could not be asked: ${messageOf(error)}`,
    'Check the network, the key and https://status.clerk.com, then run this again.',
  );
}

async function keysAt(
  send: typeof fetch,
  url: string,
  headers: Record<string, string>,
): Promise<{ status: number; keys: Jwk[] } | Error> {
  try {
    const response = await send(url, { headers, signal: AbortSignal.timeout(10_000) });
    const body = (await response.json().catch(() => null)) as { keys?: Jwk[] } | null;
    return { status: response.status, keys: (body?.keys ?? []).filter(({ n }) => n !== undefined) };
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
