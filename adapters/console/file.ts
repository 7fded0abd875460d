import { createReadStream } from 'node:fs';
import { mkdir, stat, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { basename, extname, join, resolve } from 'node:path';
import { FILE_BYTES_MAX, type InboundFile, type OutboundFile } from '../../src/contract.js';
import { BotError, type BotErrorCode, systemCode } from '../../src/errors.js';
import { safeFileName } from '../shared/file-name.js';
import { inboundFile, tooLarge } from '../shared/inbound-file.js';

/** Documents may hold what only keepers should see. */
const PRIVATE_MODE = 0o600;

/** The words after `/import`: a path, in quotes where more follows it, and the rest. */
export function splitPath(words: string): { readonly path: string; readonly rest: string } {
  const quoted = /^(["'“‘])(.+?)["'”’](?:\s+|$)(.*)$/.exec(words);
  if (quoted?.[2] !== undefined) return { path: quoted[2], rest: quoted[3]?.trim() ?? '' };
  // As a terminal writes a file that was dragged onto it.
  return { path: words.replace(/\\([ ()&'"])/g, '$1'), rest: '' };
}

/** A document on this machine's disk, with the bounds of those that come from afar. */
export function diskFile(path: string): InboundFile {
  const full = resolve(path.replace(/^~(?=[/\\]|$)/, homedir()));
  const file = inboundFile({
    name: basename(full),
    open: async (signal) => createReadStream(full, { signal }),
  });
  return {
    ...file,
    async read() {
      await check(full, file.name);
      return file.read();
    },
  };
}

/** @throws BotError when there is no such file, or it is none that can be read to an end */
async function check(path: string, name: string): Promise<void> {
  try {
    const about = await stat(path);
    if (about.isDirectory()) throw new BotError('document-is-folder', { file: name });
    if (!about.isFile()) throw new BotError('document-unreadable', { file: name });
    if (about.size > FILE_BYTES_MAX) throw tooLarge(about.size);
  } catch (cause) {
    if (cause instanceof BotError) throw cause;
    const code = CODES[systemCode(cause)] ?? 'document-unreadable';
    throw new BotError(code, { file: name }, { cause });
  }
}

const CODES: Readonly<Record<string, BotErrorCode>> = {
  ENOENT: 'document-missing',
  ENOTDIR: 'document-missing',
  EACCES: 'document-no-permission',
};

/** Puts a document into a folder, beside those that have its name already. Gives its path. */
export async function saveFile({ name, bytes }: OutboundFile, folder: string): Promise<string> {
  await mkdir(folder, { recursive: true });
  const safe = safeFileName(name);
  const extension = extname(safe);
  const stem = safe.slice(0, safe.length - extension.length);
  for (let count = 1; ; count += 1) {
    const path = join(folder, count === 1 ? safe : `${stem}-${count}${extension}`);
    try {
      await writeFile(path, bytes, { flag: 'wx', mode: PRIVATE_MODE });
      return path;
    } catch (error) {
      if (systemCode(error) !== 'EEXIST') throw error;
    }
  }
}
