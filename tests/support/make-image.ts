import { crc32, deflateSync } from 'node:zlib';

/** A one-colour PNG of this size; `text` stands in its pixels, where no rewriting of chunks takes it out. */
export function pngOf(width: number, height: number, text = ''): Buffer<ArrayBuffer> {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const pixels = Buffer.alloc((width + 1) * height);
  pixels.write(text, 1, 'latin1');
  const level = text === '' ? 9 : 0;
  return Buffer.from(
    Buffer.concat([
      pngSignature,
      pngChunk('IHDR', header),
      pngChunk('IDAT', deflateSync(pixels, { level })),
      pngChunk('IEND'),
    ]),
  );
}

export const pngSignature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

export function pngChunk(type: string, body: Buffer = Buffer.alloc(0)): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), body]);
  const chunk = Buffer.alloc(named.length + 8);
  chunk.writeUInt32BE(body.length, 0);
  named.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(named), named.length + 4);
  return chunk;
}

export function jpegSegment(marker: number, body: Buffer): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xff00 | marker, 0);
  head.writeUInt16BE(body.length + 2, 2);
  return Buffer.concat([head, body]);
}

/** A grey JPEG, with `extra` segments after its first mark. */
export function jpegOf(width: number, height: number, extra: readonly Buffer[] = []): Buffer<ArrayBuffer> {
  const frame = Buffer.alloc(9);
  frame[0] = 8;
  frame.writeUInt16BE(height, 1);
  frame.writeUInt16BE(width, 3);
  frame.set([1, 1, 0x11, 0], 5);
  const oneCode = Buffer.from([0x00, 1, ...Array<number>(15).fill(0), 0]);
  const blocks = Math.ceil(width / 8) * Math.ceil(height / 8);
  return Buffer.from(
    Buffer.concat([
      Buffer.from([0xff, 0xd8]),
      jpegSegment(0xe0, Buffer.from('JFIF\0\x01\x01\0\0\x01\0\x01\0\0', 'latin1')),
      ...extra,
      jpegSegment(0xdb, Buffer.concat([Buffer.from([0]), Buffer.alloc(64, 1)])),
      jpegSegment(0xc0, frame),
      jpegSegment(0xc4, oneCode),
      jpegSegment(0xc4, Buffer.concat([Buffer.from([0x10]), oneCode.subarray(1)])),
      jpegSegment(0xda, Buffer.from([1, 1, 0, 0, 63, 0])),
      // Two bits a block, both zero: no difference in brightness, end of block.
      Buffer.alloc(Math.ceil(blocks / 4)),
      Buffer.from([0xff, 0xd9]),
    ]),
  );
}

/** An EXIF segment that says how to turn the picture and where it was taken. */
export function exifSegment(orientation: number, place: string): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  tiff.writeUInt16LE(1, 8);
  tiff.writeUInt16LE(0x0112, 10);
  tiff.writeUInt16LE(3, 12);
  tiff.writeUInt32LE(1, 14);
  tiff.writeUInt16LE(orientation, 18);
  return jpegSegment(
    0xe1,
    Buffer.concat([Buffer.from('Exif\0\0', 'latin1'), tiff, Buffer.from(`GPS ${place}`)]),
  );
}

export interface WebpChunk {
  type: string;
  body: Buffer;
}

/** A lossless WebP of this size, with `extra` chunks behind the picture. */
export function webpOf(width: number, height: number, extra: readonly WebpChunk[] = []): Buffer<ArrayBuffer> {
  const picture = Buffer.alloc(12);
  picture[0] = 0x2f;
  picture.writeUInt32LE(((width - 1) | ((height - 1) << 14)) >>> 0, 1);
  const chunks: WebpChunk[] = [{ type: 'VP8L', body: picture }, ...extra];
  if (extra.length > 0) {
    const header = Buffer.alloc(10);
    header[0] = 0x0c;
    header.writeUIntLE(width - 1, 4, 3);
    header.writeUIntLE(height - 1, 7, 3);
    chunks.unshift({ type: 'VP8X', body: header });
  }
  const body = Buffer.concat(
    chunks.flatMap(({ type, body: content }) => {
      const head = Buffer.alloc(8);
      head.write(type, 0, 'latin1');
      head.writeUInt32LE(content.length, 4);
      return [head, content, Buffer.alloc(content.length % 2)];
    }),
  );
  const head = Buffer.alloc(12);
  head.write('RIFF', 0, 'latin1');
  head.writeUInt32LE(4 + body.length, 4);
  head.write('WEBP', 8, 'latin1');
  return Buffer.from(Buffer.concat([head, body]));
}
