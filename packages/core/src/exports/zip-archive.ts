import { crc32, deflateRawSync } from 'node:zlib';

interface Entry {
  name: Buffer;
  crc: number;
  size: number;
  packed: Buffer;
  offset: number;
}

const localHeaderSize = 30;
const method = 8; // deflate
const flags = 0x0800; // names are UTF-8
const version = 20;

/**
 * A ZIP file made in memory, of at most 4 GiB and 65,535 entries; its users keep it far smaller. Written here because
 * a library streams one archive from start to end, while an export must go on after a crash: it is made of several
 * whole archives, each small.
 */
export class ZipArchive {
  readonly #entries: Entry[] = [];
  readonly #modified: Date;
  #size = 0;

  constructor(modified: Date) {
    this.#modified = modified;
  }

  /** Bytes so far, without the directory at the end. */
  get size(): number {
    return this.#size;
  }

  add(path: string, content: Uint8Array): void {
    const name = Buffer.from(path);
    const packed = deflateRawSync(content);
    this.#entries.push({ name, crc: crc32(content), size: content.byteLength, packed, offset: this.#size });
    this.#size += localHeaderSize + name.length + packed.length;
  }

  toBytes(): Buffer {
    const files = this.#entries.flatMap((entry) => [this.#localHeader(entry), entry.name, entry.packed]);
    const directory = this.#entries.flatMap((entry) => [this.#directoryHeader(entry), entry.name]);
    return Buffer.concat([...files, ...directory, this.#end(Buffer.concat(directory).length)]);
  }

  #localHeader(entry: Entry): Buffer {
    const header = Buffer.alloc(localHeaderSize);
    header.writeUInt32LE(0x04034b50, 0);
    header.writeUInt16LE(version, 4);
    this.#describe(entry, header, 6);
    return header;
  }

  #directoryHeader(entry: Entry): Buffer {
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE((3 << 8) | version, 4); // made on Unix
    header.writeUInt16LE(version, 6);
    this.#describe(entry, header, 8);
    header.writeUInt32LE((0o100644 << 16) >>> 0, 38);
    header.writeUInt32LE(entry.offset, 42);
    return header;
  }

  /** What both headers say of an entry, from its flags to the length of its name. */
  #describe(entry: Entry, header: Buffer, at: number): void {
    const { date, time } = dosTime(this.#modified);
    header.writeUInt16LE(flags, at);
    header.writeUInt16LE(method, at + 2);
    header.writeUInt16LE(time, at + 4);
    header.writeUInt16LE(date, at + 6);
    header.writeUInt32LE(entry.crc, at + 8);
    header.writeUInt32LE(entry.packed.length, at + 12);
    header.writeUInt32LE(entry.size, at + 16);
    header.writeUInt16LE(entry.name.length, at + 20);
  }

  #end(directorySize: number): Buffer {
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.#entries.length, 8);
    end.writeUInt16LE(this.#entries.length, 10);
    end.writeUInt32LE(directorySize, 12);
    end.writeUInt32LE(this.#size, 16);
    return end;
  }
}

/** Two-second steps since 1980, in UTC. */
function dosTime(at: Date): { date: number; time: number } {
  const date = ((at.getUTCFullYear() - 1980) << 9) | ((at.getUTCMonth() + 1) << 5) | at.getUTCDate();
  const time = (at.getUTCHours() << 11) | (at.getUTCMinutes() << 5) | (at.getUTCSeconds() >> 1);
  return { date, time };
}
