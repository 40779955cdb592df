import { mkdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { inflateRawSync } from 'node:zlib';

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/** Unpacks the zip archive of a packaged function: plain or deflated entries, and symbolic links. Returns the names. */
export async function unpack(archive: string, directory: string): Promise<string[]> {
  const zip = await readFile(archive);
  const end = zip.lastIndexOf(Buffer.from(Uint32Array.of(endOfDirectory).buffer));
  const count = zip.readUInt16LE(end + 10);
  const names: string[] = [];
  let at = zip.readUInt32LE(end + 16);
  for (let index = 0; index < count; index += 1) {
    if (zip.readUInt32LE(at) !== directoryEntry)
      throw new Error(`${archive} is not a zip archive this test can read.`);
    const [nameLength, extraLength, commentLength] = [
      zip.readUInt16LE(at + 28),
      zip.readUInt16LE(at + 30),
      zip.readUInt16LE(at + 32),
    ];
    const name = zip.toString('utf8', at + 46, at + 46 + nameLength);
    const isLink = ((zip.readUInt32LE(at + 38) >>> 16) & 0o170000) === 0o120000;
    if (!name.endsWith('/')) {
      await writeEntry(join(directory, name), readEntry(zip, at), isLink);
      names.push(name);
    }
    at += 46 + nameLength + extraLength + commentLength;
  }
  return names;
}

function readEntry(zip: Buffer, at: number): Buffer {
  const header = zip.readUInt32LE(at + 42);
  const start = header + 30 + zip.readUInt16LE(header + 26) + zip.readUInt16LE(header + 28);
  const packed = zip.subarray(start, start + zip.readUInt32LE(at + 20));
  return zip.readUInt16LE(at + 10) === 0 ? packed : inflateRawSync(packed);
}

async function writeEntry(target: string, content: Buffer, isLink: boolean): Promise<void> {
  await mkdir(dirname(target), { recursive: true });
  await (isLink ? symlink(content.toString(), target) : writeFile(target, content));
}
