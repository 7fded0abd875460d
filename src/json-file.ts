import { readFileSync } from 'node:fs';
import { relative } from 'node:path';
import type { z } from 'zod';
import { BotError } from './errors.js';
import { PROJECT_ROOT } from './root.js';
import { zodFault } from './zod-fault.js';

/**
 * Reads one editable JSON file and checks it against its schema.
 * @throws BotError `file-missing` or `data-invalid`, each naming the file and the place in it.
 */
export function readJsonFile<T extends z.ZodType>(path: string, schema: T): z.output<T> {
  const file = relative(PROJECT_ROOT, path);
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new BotError('file-missing', { file }, { cause });
  }
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new BotError(
      'data-invalid',
      { file, detail: cause instanceof Error ? cause.message : '' },
      { cause },
    );
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new BotError('data-invalid', { file, detail: zodFault(parsed.error) });
  return parsed.data;
}
