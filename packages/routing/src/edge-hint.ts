/** How the address that was asked for names the workspace: a host of its own, a path below the root host, or not at all. */
export type AddressForm = 'subdomain' | 'path' | 'domain' | 'root';

/** What only the edge has seen. A hint to build links and choose a country by; never proof of anything. */
export interface EdgeHint {
  /** Host with its port, as the browser sent it. */
  host: string;
  form: AddressForm;
  /** ISO 3166-1 alpha-2, upper case. */
  country: string | null;
  /** Seconds since 1970. */
  t: number;
}

export const edgeHintHeader = 'x-archipelago-edge';
/** The hint's form alone, unsigned: the same for every request of a form, so that a cache can vary on it. */
export const addressFormHeader = 'x-archipelago-form';

const forms: readonly string[] = ['subdomain', 'path', 'domain', 'root'] satisfies AddressForm[];
const longestHint = 2048;

/** The header's value: base64url of the JSON, a dot, base64url of its HMAC-SHA256. */
export async function signEdgeHint(hint: EdgeHint, secret: string): Promise<string> {
  const payload = encodeBase64Url(new TextEncoder().encode(JSON.stringify(hint)));
  const signature = await crypto.subtle.sign(
    'HMAC',
    await hmacKey(secret),
    new TextEncoder().encode(payload),
  );
  return `${payload}.${encodeBase64Url(new Uint8Array(signature))}`;
}

/**
 * The hint, or null when it is absent, malformed, signed with another secret, or further from now than `maxAgeSeconds`
 * in either direction. The signature is compared in constant time.
 */
export async function verifyEdgeHint(
  value: string | null | undefined,
  secret: string,
  { now = Date.now() / 1000, maxAgeSeconds = 60 }: { now?: number; maxAgeSeconds?: number } = {},
): Promise<EdgeHint | null> {
  if (!value || value.length > longestHint) return null;
  const [payload, encodedSignature, ...rest] = value.split('.');
  if (!payload || !encodedSignature || rest.length > 0) return null;
  const signature = decodeBase64Url(encodedSignature);
  const json = decodeBase64Url(payload);
  if (signature === null || json === null) return null;
  const isOurs = await crypto.subtle.verify(
    'HMAC',
    await hmacKey(secret),
    signature,
    new TextEncoder().encode(payload),
  );
  if (!isOurs) return null;
  const hint = parseHint(new TextDecoder().decode(json));
  return hint !== null && Math.abs(now - hint.t) <= maxAgeSeconds ? hint : null;
}

function parseHint(json: string): EdgeHint | null {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch {
    return null;
  }
  if (typeof value !== 'object' || value === null) return null;
  const { host, form, country, t } = value as Record<string, unknown>;
  if (typeof host !== 'string' || typeof form !== 'string' || !forms.includes(form)) return null;
  if (country !== null && (typeof country !== 'string' || !/^[A-Z]{2}$/.test(country))) return null;
  if (typeof t !== 'number' || !Number.isFinite(t)) return null;
  return { host, form: form as AddressForm, country, t };
}

let imported: { secret: string; key: Promise<CryptoKey> } | undefined;

function hmacKey(secret: string): Promise<CryptoKey> {
  if (imported?.secret !== secret) {
    const bytes = new TextEncoder().encode(secret);
    const key = crypto.subtle.importKey('raw', bytes, { name: 'HMAC', hash: 'SHA-256' }, false, [
      'sign',
      'verify',
    ]);
    imported = { secret, key };
  }
  return imported.key;
}

function encodeBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '');
}

function decodeBase64Url(text: string): Uint8Array<ArrayBuffer> | null {
  if (!/^[\w-]+$/.test(text)) return null;
  try {
    return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0),
    );
  } catch {
    return null;
  }
}
