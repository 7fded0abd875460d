import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBodies } from '../../src/bodies.js';
import type { ReadList } from '../../src/duty.js';
import { BotError } from '../../src/errors.js';
import { textFormat } from '../../src/import/formats/text.js';
import { hashBytes, listFromParts } from '../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../src/root.js';
import { loadWording } from '../../src/wording.js';

/** What every reading in these tests goes through: the real catalogue and the real sentences. */
export const tools = { bodies: loadBodies(), say: loadWording('notices') };

export const LISTS_FOLDER = join(PROJECT_ROOT, 'data', 'lists');
export const CASES_FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'lists');

/** A text file, read without waiting: what all but one format could also do. */
export const readFile = (path: string): ReadList => readTextBytes(readFileSync(path), basename(path));

export const readText = (text: string, fileName = '清单.txt'): ReadList =>
  readTextBytes(new TextEncoder().encode(text), fileName);

const readTextBytes = (bytes: Uint8Array, name: string): ReadList =>
  listFromParts(textFormat.read(bytes), { name, sha256: hashBytes(bytes) }, tools);

/** The code a refused document is refused with; a broken promise of any other kind fails the test. */
export function refusalOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    return codeOf(error);
  }
}

/** The same of a reading that takes its time. */
export const lateRefusalOf = async (read: () => unknown): Promise<string | undefined> =>
  (async () => read())().then(() => undefined, codeOf);

function codeOf(error: unknown): string {
  if (error instanceof BotError) return error.code;
  throw error;
}

/** All that white space and line breaks are not. */
export const withoutSpace = (text: string): string => text.replace(/[\s\u3000]+/g, '');
