import { deflateSync } from 'node:zlib';
import {
  exifSegment,
  jpegOf,
  jpegSegment,
  pngChunk,
  pngOf,
  pngSignature,
  webpOf,
} from '../../support/make-image.ts';

const script = '<script>alert(document.domain)</script>';
const php = '<?php system($_GET["c"]); __HALT_COMPILER(); ?>';
const html = Buffer.from(`<!doctype html><html><body>${script}</body></html>`);
const svg = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`);
const zip = Buffer.concat([
  Buffer.from('PK\x03\x04'),
  Buffer.alloc(26),
  Buffer.from('PK\x05\x06'),
  Buffer.alloc(18),
]);
const brand = (name: string) => Buffer.from(`\0\0\0\x1cftyp${name}\0\0\0\0mif1miaf`, 'latin1');

/** What no picture contains: if any of it is served, something got through. */
export const markers = [script, 'PK\x03\x04', 'PK\x05\x06', '<?php', '%PDF-', 'GPS 59.91'];

export type Upload = readonly [what: string, bytes: Buffer<ArrayBuffer>, name: string, type: string];

/** Files that are not taken, whatever they are called and whatever type their sender names. */
export const refused: readonly Upload[] = [
  ['an SVG', own(svg), 'logo.svg', 'image/svg+xml'],
  ['an SVG called a PNG', own(svg), 'logo.png', 'image/png'],
  [
    'an SVG behind a byte order mark',
    own(Buffer.concat([Buffer.from('\ufeff'), svg])),
    'logo.webp',
    'image/webp',
  ],
  ['a page called a PNG', own(html), 'logo.png', 'image/png'],
  ['a page with two endings', own(html), 'logo.png.html', 'image/png'],
  ['a script called a JPEG', own(Buffer.from(php)), 'logo.jpg', 'image/jpeg'],
  ['a GIF', own(Buffer.from('GIF89a\x01\0\x01\0\0\0\0;', 'latin1')), 'logo.gif', 'image/gif'],
  ['a GIF that is a script', own(Buffer.from('GIF89a/*\0\0*/=1;alert(1)')), 'logo.png', 'image/png'],
  ['an AVIF', own(brand('avif')), 'logo.png', 'image/png'],
  ['a HEIC', own(brand('heic')), 'logo.jpg', 'image/jpeg'],
  ['a BMP', own(Buffer.from('BM\x3a\0\0\0\0\0\0\0', 'latin1')), 'logo.png', 'image/png'],
  ['an ICO', own(Buffer.from('\0\0\x01\0\x01\0', 'latin1')), 'logo.png', 'image/x-icon'],
  ['a TIFF', own(Buffer.from('II*\0\x08\0\0\0', 'latin1')), 'logo.jpg', 'image/jpeg'],
  ['a PDF', own(Buffer.from('%PDF-1.7\n')), 'logo.png', 'image/png'],
  ['a ZIP', own(zip), 'logo.png', 'image/png'],
  ['a RIFF that is no WebP', own(Buffer.from('RIFF\x24\0\0\0WAVEfmt ')), 'logo.webp', 'image/webp'],
  [
    'the first bytes of a PNG, then a page',
    own(Buffer.concat([pngSignature, html])),
    'logo.png',
    'image/png',
  ],
  [
    'the first bytes of a JPEG, then a page',
    own(Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), html])),
    'a.jpg',
    '',
  ],
  [
    'the first bytes of a WebP, then a page',
    own(Buffer.concat([Buffer.from('RIFF\xff\0\0\0WEBP', 'latin1'), html])),
    'a.webp',
    '',
  ],
  [
    'a PNG behind something else',
    own(Buffer.concat([Buffer.from('\n'), pngOf(64, 64)])),
    'logo.png',
    'image/png',
  ],
  ['a PNG that was cut off', own(pngOf(64, 64).subarray(0, -6)), 'logo.png', 'image/png'],
  ['a JPEG that was cut off', own(jpegOf(64, 64).subarray(0, -2)), 'logo.jpg', 'image/jpeg'],
  ['a moving WebP', own(moving()), 'logo.webp', 'image/webp'],
  ['a PNG of a billion pixels', own(bomb(50_000, 50_000)), 'logo.png', 'image/png'],
  ['a PNG of the largest size there is', own(bomb(0xffffffff, 0xffffffff)), 'logo.png', 'image/png'],
  ['a PNG that is one pixel too wide', pngOf(2049, 64), 'logo.png', 'image/png'],
  ['a JPEG of the largest size there is', jpegOf(65_535, 65_535), 'logo.jpg', 'image/jpeg'],
  ['a WebP of the largest size there is', webpOf(16_384, 16_384), 'logo.webp', 'image/webp'],
  ['a picture of one pixel', pngOf(1, 1), 'logo.png', 'image/png'],
  [
    'a picture of more than 2 MB',
    own(Buffer.concat([pngOf(64, 64), Buffer.alloc(2 * 1024 * 1024)])),
    'logo.png',
    'image/png',
  ],
  ['nothing', own(Buffer.alloc(0)), '', 'application/octet-stream'],
];

/** Pictures that are something else as well: they are taken, and the other thing is gone. */
export const disarmed: readonly Upload[] = [
  ['a PNG and a page behind it', own(Buffer.concat([pngOf(64, 64), html])), 'logo.png', 'image/png'],
  [
    'a PNG and a page in a text',
    pngWith('tEXt', Buffer.concat([Buffer.from('Comment\0'), html])),
    'logo.png',
    'image/png',
  ],
  ['a PNG and a page, squeezed, in a text', pngWith('zTXt', deflateSync(html)), 'logo.png', 'image/png'],
  ['a PNG that is a ZIP', own(Buffer.concat([pngOf(64, 64), zip])), 'logo.png', 'image/png'],
  ['a PNG that is a PDF', pngWith('prVt', Buffer.from('%PDF-1.7 obj')), 'logo.pdf', 'application/pdf'],
  [
    'a JPEG that is a script',
    jpegOf(64, 64, [jpegSegment(0xfe, Buffer.from(`*/=1;${script}/*`))]),
    'a.js',
    'text/javascript',
  ],
  ['a JPEG that is a PHP archive', jpegOf(64, 64, [jpegSegment(0xfe, Buffer.from(php))]), 'a.phar', ''],
  ['a JPEG and a ZIP behind it', own(Buffer.concat([jpegOf(64, 64), zip])), 'logo.php.jpg', 'image/jpeg'],
  [
    'a JPEG with the place it was taken at',
    jpegOf(64, 64, [exifSegment(6, '59.91')]),
    'logo.jpg',
    'image/jpeg',
  ],
  [
    'a WebP and a page in its EXIF',
    webpOf(64, 64, [{ type: 'EXIF', body: html }]),
    'logo.webp',
    'image/webp',
  ],
  ['a WebP and a page behind it', own(Buffer.concat([webpOf(64, 64), html])), 'logo.svg', 'image/svg+xml'],
  ['a PNG called an SVG', pngOf(64, 64), 'logo.svg', 'image/svg+xml'],
  ['a JPEG called a page', jpegOf(64, 64), '../../index.html', 'text/html'],
  ['a WebP with two endings', webpOf(64, 64), 'logo.webp.svg\0.png', 'text/html; charset=utf-7'],
];

function own(bytes: Buffer): Buffer<ArrayBuffer> {
  return Buffer.from(bytes);
}

function pngWith(type: string, body: Buffer): Buffer<ArrayBuffer> {
  const png = pngOf(64, 64);
  return own(Buffer.concat([png.subarray(0, 33), pngChunk(type, body), png.subarray(33)]));
}

/** A small file that says it is a large picture. */
function bomb(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header[8] = 8;
  const pixels = deflateSync(Buffer.alloc(1_000_000));
  return Buffer.concat([pngSignature, pngChunk('IHDR', header), pngChunk('IDAT', pixels), pngChunk('IEND')]);
}

function moving(): Buffer {
  const webp = Buffer.from(webpOf(64, 64, [{ type: 'ANIM', body: Buffer.alloc(6) }]));
  webp[20] = (webp[20] ?? 0) | 0x02;
  return webp;
}
