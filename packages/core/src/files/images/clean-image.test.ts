import { describe, expect, test } from 'vitest';
import {
  exifSegment,
  jpegOf,
  jpegSegment,
  pngChunk,
  pngOf,
  webpOf,
} from '../../../../../tests/support/make-image.ts';
import { cleanImage } from './clean-image.ts';
import { ImageRefused } from './image-refused.ts';

const secret = 'taken at 59.91 N 10.75 E';
const text = Buffer.from(secret);

/** `extra` chunks between the header and the pixels. */
function pngWith(...extra: Buffer[]): Buffer {
  const png = pngOf(40, 30);
  return Buffer.concat([png.subarray(0, 33), ...extra, png.subarray(33)]);
}

describe('a picture is told by its bytes', () => {
  test.each([
    ['png', pngOf(40, 30), 'image/png'],
    ['jpg', jpegOf(40, 30), 'image/jpeg'],
    ['webp', webpOf(40, 30), 'image/webp'],
  ] as const)('%s, with its size', (extension, bytes, contentType) => {
    expect(cleanImage(bytes)).toMatchObject({ extension, contentType, width: 40, height: 30 });
  });

  test('what is clean already is kept to the byte', () => {
    for (const bytes of [pngOf(40, 30), jpegOf(40, 30), webpOf(40, 30)]) {
      expect(cleanImage(bytes).bytes.equals(bytes)).toBe(true);
    }
  });

  test('what was cleaned once is not changed by cleaning it again', () => {
    const once = cleanImage(jpegOf(40, 30, [exifSegment(6, secret)])).bytes;
    expect(cleanImage(once).bytes.equals(once)).toBe(true);
  });
});

describe('what is not the picture is left out', () => {
  test.each([
    ['EXIF of a JPEG', jpegOf(40, 30, [exifSegment(1, secret)])],
    [
      'XMP of a JPEG',
      jpegOf(40, 30, [jpegSegment(0xe1, Buffer.from(`http://ns.adobe.com/xap/1.0/\0${secret}`))]),
    ],
    ['a comment in a JPEG', jpegOf(40, 30, [jpegSegment(0xfe, text)])],
    ['IPTC of a JPEG', jpegOf(40, 30, [jpegSegment(0xed, text)])],
    ['a thumbnail in a JPEG', jpegOf(40, 30, [jpegSegment(0xe0, Buffer.from(`JFXX\0${secret}`))])],
    ['what follows a JPEG', Buffer.concat([jpegOf(40, 30), text])],
    ['EXIF of a PNG', pngWith(pngChunk('eXIf', text))],
    ['a text in a PNG', pngWith(pngChunk('tEXt', text), pngChunk('iTXt', text), pngChunk('zTXt', text))],
    ['a private chunk of a PNG', pngWith(pngChunk('prVt', text))],
    ['what follows a PNG', Buffer.concat([pngOf(40, 30), text])],
    ['EXIF of a WebP', webpOf(40, 30, [{ type: 'EXIF', body: text }])],
    ['XMP of a WebP', webpOf(40, 30, [{ type: 'XMP ', body: text }])],
    ['an unknown chunk of a WebP', webpOf(40, 30, [{ type: 'EVIL', body: text }])],
    ['what follows a WebP', Buffer.concat([webpOf(40, 30), text])],
  ])('%s', (_, bytes) => {
    expect(bytes.includes(text)).toBe(true);
    const image = cleanImage(bytes);
    expect(image.bytes.includes(text)).toBe(false);
    expect(image).toMatchObject({ width: 40, height: 30 });
  });

  test('an animated PNG becomes its first picture', () => {
    const cleaned = cleanImage(
      pngWith(pngChunk('acTL', Buffer.alloc(8)), pngChunk('fcTL', Buffer.alloc(26))),
    );
    expect(cleaned.bytes.equals(pngOf(40, 30))).toBe(true);
  });
});

test('a photograph stays turned the way it was', () => {
  const cleaned = cleanImage(jpegOf(40, 30, [exifSegment(6, secret)]));
  expect(cleaned).toMatchObject({ width: 30, height: 40 });
  expect(cleaned.bytes.includes(Buffer.from('Exif'))).toBe(true);
  expect(cleanImage(jpegOf(40, 30, [exifSegment(3, secret)]))).toMatchObject({ width: 40, height: 30 });
});

test('the colour profile of a picture is kept', () => {
  const profile = jpegSegment(0xe2, Buffer.from('ICC_PROFILE\0\x01\x01 profile', 'latin1'));
  expect(cleanImage(jpegOf(40, 30, [profile])).bytes.includes(profile)).toBe(true);
});

describe('a damaged picture is refused', () => {
  const whole = [pngOf(40, 30), jpegOf(40, 30), webpOf(40, 30, [{ type: 'ICCP', body: text }])];

  test('wherever it was cut off', () => {
    for (const bytes of whole) {
      for (let length = 0; length < bytes.length; length += 1) {
        expect(() => cleanImage(bytes.subarray(0, length)), `${length} of ${bytes.length}`).toThrow(
          ImageRefused,
        );
      }
    }
  });

  test('whatever byte of it is wrong, the answer is a picture or a refusal', () => {
    for (const bytes of whole) {
      for (let at = 0; at < bytes.length; at += 1) {
        const wrong = Buffer.from(bytes);
        wrong[at] = (wrong[at] ?? 0) ^ 0xff;
        try {
          cleanImage(wrong);
        } catch (error) {
          expect(error).toBeInstanceOf(ImageRefused);
        }
      }
    }
  });

  test.each([
    ['a PNG whose checksum is wrong', Buffer.from(pngOf(40, 30).fill(0, 29, 33))],
    ['a PNG without pixels', Buffer.concat([pngOf(40, 30).subarray(0, 33), pngChunk('IEND')])],
    ['a PNG with two headers', pngWith(pngOf(9, 9).subarray(8, 33))],
    ['a PNG of no width', pngOf(0, 30)],
    ['a JPEG of no height', jpegOf(40, 0)],
    [
      'a JPEG with two frames',
      jpegOf(40, 30, [jpegSegment(0xc0, Buffer.from([8, 0, 9, 0, 9, 1, 1, 0x11, 0]))]),
    ],
    ['a lossless JPEG', jpegOf(40, 30, [jpegSegment(0xc3, Buffer.from([8, 0, 9, 0, 9, 1, 1, 0x11, 0]))])],
  ])('%s', (_, bytes) => {
    expect(() => cleanImage(bytes)).toThrow(ImageRefused);
  });
});
