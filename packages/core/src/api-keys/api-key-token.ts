import { createHash, randomBytes } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { fromBase62, toBase62 } from './base62.ts';

/** `test` keys are made by copies of the product that run on somebody's own machine, so that a scanner tells them apart. */
export type KeyMode = 'live' | 'test';

export interface KeyAddress {
  mode: KeyMode;
  workspaceId: string;
  keyId: string;
}

const secretBytes = 24;
const widths = { id: 22, secret: 33, checksum: 6 } as const;
const shape = /^arch_(live|test)_([0-9A-Za-z]{22})([0-9A-Za-z]{22})_([0-9A-Za-z]{33})([0-9A-Za-z]{6})$/;

/**
 * A new key's text: `arch_<mode>_<key><workspace>_<secret><checksum>`. The secret has 192 bits. The checksum, of all that
 * stands before it, lets a scanner tell a leaked key from something that looks like one, and us refuse a mistyped key
 * without asking the database.
 */
export function makeToken(address: KeyAddress): { token: string; secretHash: string; hint: string } {
  const ids = [address.keyId, address.workspaceId].map((id) => toBase62(bytesOf(id), widths.id)).join('');
  const unchecked = `arch_${address.mode}_${ids}_${toBase62(randomBytes(secretBytes), widths.secret)}`;
  const token = unchecked + checksum(unchecked);
  const beginning = `arch_${address.mode}_${ids.slice(0, 4)}`;
  return { token, secretHash: hashToken(token), hint: `${beginning}…${token.slice(-4)}` };
}

/** Where a key says that it belongs, unproved; null when it is no key of ours or not a whole one. */
export function readToken(token: string): KeyAddress | null {
  const match = shape.exec(token);
  if (!match || checksum(token.slice(0, -widths.checksum)) !== token.slice(-widths.checksum)) return null;
  const [, mode, key = '', workspace = ''] = match;
  const [keyId, workspaceId] = [key, workspace].map((text) => fromBase62(text, 16)).map(idOf);
  return keyId && workspaceId ? { mode: mode as KeyMode, keyId, workspaceId } : null;
}

/** What is stored and compared. A plain hash is enough for a secret nobody can guess. */
export function hashToken(token: string): string {
  return createHash('sha256').update(token).digest('hex');
}

function checksum(text: string): string {
  const sum = Buffer.alloc(4);
  sum.writeUInt32BE(crc32(text));
  return toBase62(sum, widths.checksum);
}

function bytesOf(id: string): Uint8Array {
  return Buffer.from(id.replaceAll('-', ''), 'hex');
}

function idOf(bytes: Uint8Array | null): string | null {
  return (
    bytes &&
    Buffer.from(bytes)
      .toString('hex')
      .replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  );
}
