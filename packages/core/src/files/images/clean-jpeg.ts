import type { CleanedPicture } from './clean-image.ts';
import { damaged, ImageRefused } from './image-refused.ts';
import { orientationSegment, readOrientation } from './jpeg-orientation.ts';

const marker = {
  startOfImage: 0xd8,
  endOfImage: 0xd9,
  startOfScan: 0xda,
  app0: 0xe0,
  app1: 0xe1,
  app2: 0xe2,
  app14: 0xee,
} as const;

/** Tables and restart intervals: what a scan is decoded with. */
const tables = new Set([0xc4, 0xdb, 0xdd]);
/** Baseline, extended and progressive Huffman: what every browser shows. */
const frames = new Set([0xc0, 0xc1, 0xc2]);
/** Every other start of a frame: lossless, hierarchical, arithmetic. */
const rareFrames = new Set([0xc3, 0xc5, 0xc6, 0xc7, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf]);

/**
 * Rewrites a JPEG from its segments, up to its end mark: without EXIF (and the place where a photograph was taken), XMP,
 * comments, previews and whatever else stands beside the picture. How it is to be turned is kept. No pixel is decoded.
 *
 * @throws ImageRefused
 */
export function cleanJpeg(bytes: Buffer): CleanedPicture {
  const segments: Buffer[] = [];
  let size: { width: number; height: number } | undefined;
  let orientation = 1;
  let hasScan = false;
  let at = 2;
  for (;;) {
    const { code, start } = nextMarker(bytes, at);
    if (code === marker.endOfImage) break;
    const end = segmentEnd(bytes, start);
    const body = bytes.subarray(start + 4, end);
    if (frames.has(code)) {
      if (size) throw damaged('JPEG');
      size = sizeOf(body);
    } else if (rareFrames.has(code)) {
      throw new ImageRefused(
        'This is a rare kind of JPEG that browsers do not show. Save it again as an ordinary JPEG.',
      );
    }
    if (code === marker.app1) orientation = readOrientation(body) ?? orientation;
    at = code === marker.startOfScan ? endOfScan(bytes, end) : end;
    hasScan ||= code === marker.startOfScan;
    if (isKept(code, body)) segments.push(bytes.subarray(start, at));
  }
  if (!size || !hasScan) throw damaged('JPEG');
  const turned = orientation >= 5 ? { width: size.height, height: size.width } : size;
  const start = Buffer.from([0xff, marker.startOfImage]);
  const stop = Buffer.from([0xff, marker.endOfImage]);
  const turn = orientation === 1 ? [] : [orientationSegment(orientation)];
  return { bytes: Buffer.concat([start, ...turn, ...segments, stop]), ...turned };
}

/** A marker may be preceded by fill bytes. */
function nextMarker(bytes: Buffer, at: number): { code: number; start: number } {
  let start = at;
  if (bytes[start] !== 0xff) throw damaged('JPEG');
  while (bytes[start + 1] === 0xff) start += 1;
  const code = bytes[start + 1];
  const standsAlone = code !== undefined && (code <= 0x01 || (code >= 0xd0 && code <= 0xd8));
  if (code === undefined || standsAlone) throw damaged('JPEG');
  return { code, start };
}

function segmentEnd(bytes: Buffer, start: number): number {
  if (start + 4 > bytes.length) throw damaged('JPEG');
  const length = bytes.readUInt16BE(start + 2);
  const end = start + 2 + length;
  if (length < 2 || end > bytes.length) throw damaged('JPEG');
  return end;
}

/** Compressed data goes on to the next marker that is neither a stuffed 0xff nor a restart. */
function endOfScan(bytes: Buffer, from: number): number {
  for (let at = bytes.indexOf(0xff, from); at !== -1; at = bytes.indexOf(0xff, at + 1)) {
    const next = bytes[at + 1];
    if (next === undefined) break;
    if (next === 0x00 || next === 0xff || (next >= 0xd0 && next <= 0xd7)) continue;
    return at;
  }
  throw damaged('JPEG');
}

function sizeOf(frame: Buffer): { width: number; height: number } {
  if (frame.length < 6 || frame.length !== 6 + 3 * frame.readUInt8(5)) throw damaged('JPEG');
  return { height: frame.readUInt16BE(1), width: frame.readUInt16BE(3) };
}

function isKept(code: number, body: Buffer): boolean {
  if (frames.has(code) || tables.has(code) || code === marker.startOfScan) return true;
  if (code === marker.app0) return body.length === 14 && body.toString('latin1', 0, 5) === 'JFIF\0';
  if (code === marker.app2) return body.toString('latin1', 0, 12) === 'ICC_PROFILE\0';
  return code === marker.app14 && body.length === 12 && body.toString('latin1', 0, 5) === 'Adobe';
}
