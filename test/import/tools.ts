import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { loadBodies } from '../../src/bodies.js';
import { BotError } from '../../src/errors.js';
import { type ReadList, readList } from '../../src/import/read-list.js';
import { PROJECT_ROOT } from '../../src/root.js';
import { loadWording } from '../../src/wording.js';

/** What every reading in these tests goes through: the real catalogue and the real sentences. */
export const tools = { bodies: loadBodies(), say: loadWording('notices') };

export const LISTS_FOLDER = join(PROJECT_ROOT, 'data', 'lists');
export const CASES_FOLDER = join(PROJECT_ROOT, 'test', 'fixtures', 'lists');

export const readFile = (path: string): ReadList => readList(readFileSync(path), basename(path), tools);

export const readText = (text: string, fileName = '清单.txt'): ReadList =>
  readList(new TextEncoder().encode(text), fileName, tools);

/** The code a refused document is refused with; a broken promise of any other kind fails the test. */
export function refusalOf(read: () => unknown): string | undefined {
  try {
    read();
    return undefined;
  } catch (error) {
    if (error instanceof BotError) return error.code;
    throw error;
  }
}

/** All that white space and line breaks are not. */
export const withoutSpace = (text: string): string => text.replace(/[\s\u3000]+/g, '');
