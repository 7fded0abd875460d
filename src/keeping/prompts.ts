import { join } from 'node:path';
import { jsonFault } from '../json-file.js';
import { PARAMETER, type Prompts, type Templates } from '../wording.js';

/**
 * Sentences that were edited while the program runs: each that it speaks must still be there, and be filled
 * with no more than it was.
 * @param known sentences that the program was started with
 * @throws BotError `data-sentence-…`, naming the file
 */
export function checkPrompts(folder: string, fresh: Prompts, known: Prompts): void {
  for (const [file, templates] of Object.entries(known)) {
    const after = Object.entries(fresh).find(([name]) => name === file)?.[1] ?? {};
    compare(join(folder, `${file}.json`), templates, after);
  }
}

function compare(path: string, before: Templates, after: Templates): void {
  for (const [key, old] of Object.entries(before)) {
    const fresh = after[key];
    if (fresh === undefined) throw jsonFault(path, [], 'data-sentence-missing', { key });
    const known = parametersOf(old);
    const name = parametersOf(fresh).find((one) => !known.includes(one));
    if (name !== undefined)
      throw jsonFault(path, [key], 'data-sentence-parameter', { key, name: `{${name}}` });
  }
}

const parametersOf = (template: string): string[] =>
  [...template.matchAll(PARAMETER)].flatMap(([, name]) => name ?? []);
