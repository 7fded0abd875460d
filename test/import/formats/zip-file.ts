import { crc32, deflateRawSync } from 'node:zlib';

/** One file of a package made by hand, with what it says of itself where that is not the truth. */
export interface ZipEntry {
  readonly name: string;
  readonly content: string | Buffer;
  /** The size the package states. */
  readonly stated?: number;
  /** General purpose flags; bit 0 says encrypted. */
  readonly flags?: number;
  /** Points at the content of the entry before instead of its own. */
  readonly sameData?: boolean;
}

const UTF8_NAMES = 0x800;

/** A zip package, written as https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT has it. */
export function zipFile(entries: readonly ZipEntry[]): Buffer {
  const locals: Buffer[] = [];
  const central: Buffer[] = [];
  let offset = 0;
  let last = { at: 0, size: 0, crc: 0, packed: 0 };
  for (const { name, content, stated, flags = 0, sameData = false } of entries) {
    const label = Buffer.from(name);
    if (!sameData) {
      const data = Buffer.from(content);
      const packed = deflateRawSync(data);
      last = { at: offset, size: data.length, crc: crc32(data), packed: packed.length };
      const header = Buffer.alloc(30);
      header.writeUInt32LE(0x04034b50, 0);
      header.writeUInt16LE(20, 4);
      fields(header, 6, flags, last, stated);
      header.writeUInt16LE(label.length, 26);
      locals.push(header, label, packed);
      offset += header.length + label.length + packed.length;
    }
    const header = Buffer.alloc(46);
    header.writeUInt32LE(0x02014b50, 0);
    header.writeUInt16LE(20, 4);
    header.writeUInt16LE(20, 6);
    fields(header, 8, flags, last, stated);
    header.writeUInt16LE(label.length, 28);
    header.writeUInt32LE(last.at, 42);
    central.push(header, label);
  }
  const directory = Buffer.concat(central);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(entries.length, 8);
  end.writeUInt16LE(entries.length, 10);
  end.writeUInt32LE(directory.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...locals, directory, end]);
}

/** Flags, method, time, checksum and sizes stand alike in both headers. */
function fields(
  header: Buffer,
  at: number,
  flags: number,
  data: { size: number; crc: number; packed: number },
  stated: number | undefined,
): void {
  header.writeUInt16LE(flags | UTF8_NAMES, at);
  header.writeUInt16LE(8, at + 2);
  header.writeUInt32LE(data.crc, at + 8);
  header.writeUInt32LE(data.packed, at + 12);
  header.writeUInt32LE(stated ?? data.size, at + 16);
}
