const exif = 'Exif\0\0';
const orientationTag = 0x0112;

/** How the picture is to be turned, 1 to 8, from the body of an APP1 segment; null when it does not say. */
export function readOrientation(body: Buffer): number | null {
  if (body.toString('latin1', 0, exif.length) !== exif) return null;
  const tiff = body.subarray(exif.length);
  if (tiff.length < 8) return null;
  const order = tiff.toString('latin1', 0, 2);
  if (order !== 'II' && order !== 'MM') return null;
  const number16 = (at: number) => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const first = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (first + 2 > tiff.length) return null;
  const count = number16(first);
  for (let index = 0; index < count; index += 1) {
    const entry = first + 2 + index * 12;
    if (entry + 12 > tiff.length) return null;
    if (number16(entry) !== orientationTag) continue;
    const value = number16(entry + 8);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** An APP1 segment that says how to turn the picture, and nothing else. */
export function orientationSegment(orientation: number): Buffer {
  const tiff = Buffer.alloc(26);
  tiff.write('MM\0*', 0, 'latin1');
  tiff.writeUInt32BE(8, 4);
  tiff.writeUInt16BE(1, 8);
  tiff.writeUInt16BE(orientationTag, 10);
  tiff.writeUInt16BE(3, 12);
  tiff.writeUInt32BE(1, 14);
  tiff.writeUInt16BE(orientation, 18);
  const head = Buffer.alloc(4);
  head.writeUInt16BE(0xffe1, 0);
  head.writeUInt16BE(2 + exif.length + tiff.length, 2);
  return Buffer.concat([head, Buffer.from(exif, 'latin1'), tiff]);
}
