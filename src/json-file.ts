import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import { findNodeAtLocation, type Node, type ParseError, parseTree } from 'jsonc-parser';
import type { z } from 'zod';
import { BotError, type BotErrorCode, type WordingParams } from './errors.js';
import { PROJECT_ROOT } from './root.js';
import { zodFault } from './zod-fault.js';

/** Where something stands in a JSON file: keys and indexes from the top. */
export type JsonPath = readonly (string | number)[];

/** Characters of a faulty line that are shown. */
const NEAR_MAX = 30;

/**
 * Reads one editable JSON file and checks it against its schema.
 * @throws BotError `file-missing`, `data-syntax` or `data-invalid`, naming the file and the line in it.
 */
export function readJsonFile<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  const file = shownPath(path);
  const text = readTextFile(path);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BotError('data-syntax', { file, ...syntaxFault(text) }, { cause });
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new BotError('data-invalid', { file, detail: zodFault(parsed.error, lineFinder(text)) });
  }
  return parsed.data;
}

/**
 * The error for something in a file that its schema cannot see; its sentence is filled with `file` and `line`.
 * @param at where it stands; of a path that is not there, as far as it goes
 */
export function jsonFault(path: string, at: JsonPath, code: BotErrorCode, params: WordingParams): BotError {
  return new BotError(code, { file: shownPath(path), line: lineFinder(readTextFile(path))(at), ...params });
}

const shownPath = (path: string): string => relative(PROJECT_ROOT, path);

/** @throws BotError `file-missing` */
export function readTextFile(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BotError('file-missing', { file: shownPath(path) }, { cause });
  }
}

/** The line (from 1) on which a value of the file begins; of an object's own key, the key's. */
function lineFinder(text: string): (at: JsonPath) => number {
  const root = parseTree(text);
  return (at) => lineAt(text, root ? nearest(root, at).offset : 0);
}

function nearest(root: Node, at: JsonPath): Node {
  for (let length = at.length; length > 0; length -= 1) {
    const found = findNodeAtLocation(root, at.slice(0, length));
    if (found) return found.parent?.type === 'property' ? found.parent : found;
  }
  return root;
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length;

/** Where a file stops being JSON, with the words there. */
function syntaxFault(text: string): { readonly line: number; readonly near: string } {
  const errors: ParseError[] = [];
  parseTree(text, errors, { disallowComments: true, allowTrailingComma: false });
  // A file that ends too early is faulty where its last words stand, not on the empty line after them.
  const offset = Math.min(errors[0]?.offset ?? 0, text.trimEnd().length);
  const line = lineAt(text, offset);
  const near = (text.split('\n')[line - 1] ?? '').trim();
  return { line, near: near.length > NEAR_MAX ? `${near.slice(0, NEAR_MAX)}……` : near };
}
