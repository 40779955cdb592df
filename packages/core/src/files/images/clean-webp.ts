import type { CleanedPicture } from './clean-image.ts';
import { damaged, ImageRefused } from './image-refused.ts';

interface Chunk {
  type: string;
  body: Buffer;
}

/** Flags of the extended header that stay true of what is kept. */
const profileFlag = 0x20;
const alphaFlag = 0x10;
const animationFlag = 0x02;

/**
 * Rewrites a WebP from its chunks: the picture, its transparency and its colour profile, without EXIF, XMP and what
 * follows the end. No pixel is decoded. @throws ImageRefused
 */
export function cleanWebp(bytes: Buffer): CleanedPicture {
  const chunks = readChunks(bytes);
  const picture = chunks.find(({ type }) => type === 'VP8 ' || type === 'VP8L');
  const extended = chunks.find(({ type }) => type === 'VP8X');
  if (extended && ((extended.body[0] ?? 0) & animationFlag) !== 0) {
    throw new ImageRefused('This picture moves. Upload a still one.');
  }
  if (!picture) throw damaged('WebP');
  const size = picture.type === 'VP8L' ? losslessSize(picture.body) : lossySize(picture.body);
  const kept: Chunk[] = [picture];
  if (extended) {
    const alpha = picture.type === 'VP8 ' ? chunks.find(({ type }) => type === 'ALPH') : undefined;
    const profile = chunks.find(({ type }) => type === 'ICCP');
    if (alpha) kept.unshift(alpha);
    if (profile) kept.unshift(profile);
    kept.unshift({ type: 'VP8X', body: extendedHeader(extended.body, size, profile !== undefined) });
  }
  return { bytes: webpOf(kept), ...size };
}

function readChunks(bytes: Buffer): Chunk[] {
  if (bytes.length < 20) throw damaged('WebP');
  const end = 8 + bytes.readUInt32LE(4);
  if (end > bytes.length) throw damaged('WebP');
  const chunks: Chunk[] = [];
  for (let at = 12; at + 8 <= end; ) {
    const length = bytes.readUInt32LE(at + 4);
    if (at + 8 + length > end) throw damaged('WebP');
    chunks.push({
      type: bytes.toString('latin1', at, at + 4),
      body: bytes.subarray(at + 8, at + 8 + length),
    });
    at += 8 + length + (length % 2);
  }
  return chunks;
}

function lossySize(body: Buffer): { width: number; height: number } {
  const isKeyFrame = body.length >= 10 && ((body[0] ?? 1) & 1) === 0;
  if (!isKeyFrame || body.readUIntBE(3, 3) !== 0x9d012a) throw damaged('WebP');
  return { width: body.readUInt16LE(6) & 0x3fff, height: body.readUInt16LE(8) & 0x3fff };
}

function losslessSize(body: Buffer): { width: number; height: number } {
  if (body.length < 5 || body[0] !== 0x2f) throw damaged('WebP');
  const bits = body.readUInt32LE(1);
  if (bits >>> 29 !== 0) throw damaged('WebP');
  return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
}

function extendedHeader(body: Buffer, size: { width: number; height: number }, hasProfile: boolean): Buffer {
  if (body.length !== 10) throw damaged('WebP');
  if (body.readUIntLE(4, 3) + 1 !== size.width || body.readUIntLE(7, 3) + 1 !== size.height) {
    throw damaged('WebP');
  }
  const header = Buffer.alloc(10);
  header[0] = ((body[0] ?? 0) & alphaFlag) | (hasProfile ? profileFlag : 0);
  body.copy(header, 4, 4, 10);
  return header;
}

function webpOf(chunks: readonly Chunk[]): Buffer {
  const parts = chunks.flatMap(({ type, body }) => {
    const head = Buffer.alloc(8);
    head.write(type, 0, 'latin1');
    head.writeUInt32LE(body.length, 4);
    return [head, body, Buffer.alloc(body.length % 2)];
  });
  const body = Buffer.concat(parts);
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(4 + body.length, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.concat([head, body]);
}
