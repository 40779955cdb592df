import {
  createPrivateKey,
  createPublicKey,
  createSign,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface SigningKey {
  /** SPKI PEM: what the product verifies tokens with (`CLERK_JWT_KEY`). */
  publicPem: string;
  /** As answered by `/jwks`. */
  jwk: Record<string, unknown>;
  /** Compact RS256 token over the claims. */
  sign(claims: Record<string, unknown>): string;
}

const keyId = 'ins_local';

/** The instance's RSA key, made once and kept in `<directory>/signing-key.pem`, so that sessions outlive a restart. */
export function openSigningKey(directory: string): SigningKey {
  mkdirSync(directory, { recursive: true });
  const privateKey = readOrCreate(join(directory, 'signing-key.pem'));
  const publicKey = createPublicKey(privateKey);
  return {
    publicPem: publicKey.export({ type: 'spki', format: 'pem' }).toString(),
    jwk: { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: keyId },
    sign(claims) {
      const signed = `${encode({ alg: 'RS256', cat: sessionTokenCategory, kid: keyId, typ: 'JWT' })}.${encode(claims)}`;
      return `${signed}.${createSign('RSA-SHA256').update(signed).sign(privateKey, 'base64url')}`;
    },
  };
}

/** The header by which Clerk's SDK tells a session token from its machine tokens. */
const sessionTokenCategory = 'cl_B7d4PD111AAA';

function readOrCreate(file: string): KeyObject {
  try {
    return createPrivateKey(readFileSync(file));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    writeFileSync(file, privateKey.export({ type: 'pkcs8', format: 'pem' }), { mode: 0o600 });
    return privateKey;
  }
}

function encode(part: Record<string, unknown>): string {
  return Buffer.from(JSON.stringify(part)).toString('base64url');
}
