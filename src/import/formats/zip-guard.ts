import { BotError } from '../../errors.js';

/** A list of 300 duties needs some 20 files in its package; a workbook with many sheets some hundreds. */
export const ZIP_ENTRIES_MAX = 2000;
const MB = 1024 * 1024;
/** One file of the package, unzipped. The largest real list is under 2 MB. */
export const ZIP_ENTRY_BYTES_MAX = 64 * MB;
/** The whole package, unzipped. */
export const ZIP_TOTAL_BYTES_MAX = 128 * MB;

const asBuffer = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** The beginning of an OLE file: Office before 2007, and every newer document with a password. */
const OLE_MAGIC = Buffer.from('d0cf11e0a1b11ae1', 'hex');

/** Whether the bytes are a document of Office before 2007, or one with a password. */
export const isOldOffice = (bytes: Uint8Array): boolean =>
  asBuffer(bytes).subarray(0, OLE_MAGIC.length).equals(OLE_MAGIC);

/**
 * Lets only a package through that another library may safely unzip: every file in it is unzipped once
 * and counted, because the sizes a package states of itself may be lies, and files may overlap.
 * @throws BotError `document-empty`, `document-zip-bomb`, `document-damaged` (no package, broken,
 *   encrypted, or with names that lead out of it)
 */
export async function guardZip(bytes: Uint8Array): Promise<void> {
  await readZip(bytes, () => false);
}

/**
 * The files of a package by their names, within the same limits.
 * @param wanted which of them are kept
 * @throws BotError as `guardZip`
 */
export async function readZip(
  bytes: Uint8Array,
  wanted: (name: string) => boolean,
): Promise<ReadonlyMap<string, Buffer>> {
  if (bytes.length === 0) throw new BotError('document-empty');
  try {
    return await unzip(asBuffer(bytes), wanted);
  } catch (error) {
    if (error instanceof BotError) throw error;
    throw new BotError('document-damaged', {}, { cause: error });
  }
}

async function unzip(buffer: Buffer, wanted: (name: string) => boolean): Promise<Map<string, Buffer>> {
  const { fromBufferPromise } = await import('yauzl');
  const zip = await fromBufferPromise(buffer, { lazyEntries: true, strictFileNames: true });
  const files = new Map<string, Buffer>();
  let entries = 0;
  let total = 0;
  if (zip.entryCount > ZIP_ENTRIES_MAX) throw bomb();
  for await (const entry of zip.eachEntry()) {
    entries += 1;
    if (entries > ZIP_ENTRIES_MAX || entry.uncompressedSize > ZIP_ENTRY_BYTES_MAX) throw bomb();
    if (entry.isEncrypted()) throw new BotError('document-damaged');
    const keeps = wanted(entry.fileName);
    const kept: Buffer[] = [];
    let size = 0;
    for await (const chunk of await zip.openReadStreamPromise(entry)) {
      const piece: Buffer = Buffer.from(chunk);
      size += piece.length;
      total += piece.length;
      if (size > ZIP_ENTRY_BYTES_MAX || total > ZIP_TOTAL_BYTES_MAX) throw bomb();
      if (keeps) kept.push(piece);
    }
    if (keeps) files.set(entry.fileName, Buffer.concat(kept));
  }
  if (entries === 0) throw new BotError('document-damaged');
  return files;
}

const bomb = (): BotError =>
  new BotError('document-zip-bomb', {
    entries: ZIP_ENTRIES_MAX,
    each: ZIP_ENTRY_BYTES_MAX / MB,
    total: ZIP_TOTAL_BYTES_MAX / MB,
  });
