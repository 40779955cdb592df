import { crc32 } from 'node:zlib';
import type { CleanedPicture } from './clean-image.ts';
import { damaged } from './image-refused.ts';

export const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);

/** What draws the picture. Texts, times, EXIF, animation and whatever an editor kept for itself are not in it. */
const kept = new Set(['IHDR', 'PLTE', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'sBIT', 'IDAT', 'IEND']);

/** Bit depths by colour type. */
const depths: Readonly<Record<number, readonly number[]>> = {
  0: [1, 2, 4, 8, 16],
  2: [8, 16],
  3: [1, 2, 4, 8],
  4: [8, 16],
  6: [8, 16],
};

/** Rewrites a PNG from its chunks, up to its end mark. No pixel is decoded. @throws ImageRefused */
export function cleanPng(bytes: Buffer): CleanedPicture {
  const chunks: Buffer[] = [pngSignature];
  const seen: string[] = [];
  let size: { width: number; height: number } | undefined;
  let at = pngSignature.length;
  while (seen.at(-1) !== 'IEND') {
    if (at + 12 > bytes.length) throw damaged('PNG');
    const length = bytes.readUInt32BE(at);
    const end = at + 12 + length;
    if (end > bytes.length) throw damaged('PNG');
    const type = bytes.toString('latin1', at + 4, at + 8);
    if (crc32(bytes.subarray(at + 4, end - 4)) !== bytes.readUInt32BE(end - 4)) throw damaged('PNG');
    if (seen.length === 0) size = sizeOf(type, bytes.subarray(at + 8, end - 4));
    else if (type === 'IHDR') throw damaged('PNG');
    if (type === 'IDAT' && seen.includes('IDAT') && seen.at(-1) !== 'IDAT') throw damaged('PNG');
    if (type === 'IEND' && length > 0) throw damaged('PNG');
    seen.push(type);
    if (kept.has(type)) chunks.push(bytes.subarray(at, end));
    at = end;
  }
  if (!size || !seen.includes('IDAT')) throw damaged('PNG');
  return { bytes: Buffer.concat(chunks), ...size };
}

function sizeOf(type: string, header: Buffer): { width: number; height: number } {
  if (type !== 'IHDR' || header.length !== 13) throw damaged('PNG');
  const isKnown =
    depths[header.readUInt8(9)]?.includes(header.readUInt8(8)) &&
    header.readUInt8(10) === 0 &&
    header.readUInt8(11) === 0 &&
    header.readUInt8(12) <= 1;
  if (!isKnown) throw damaged('PNG');
  return { width: header.readUInt32BE(0), height: header.readUInt32BE(4) };
}
