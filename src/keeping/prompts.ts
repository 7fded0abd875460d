import { join } from 'node:path';
import { jsonFault } from '../json-file.js';
import { PARAMETER, readTemplates, type Templates, type WordingFile } from '../wording.js';

/** All sentences of prompts/, by file. */
export type Prompts = Readonly<Record<WordingFile, Templates>>;

/**
 * @param before sentences that are known to be whole: each must still be there, and be filled with no more
 * @throws BotError naming the file, and the line where there is one
 */
export function readPrompts(folder: string, before?: Prompts): Prompts {
  const read = (file: WordingFile): Templates => {
    const templates = readTemplates(file, folder);
    if (before) compare(join(folder, `${file}.json`), before[file], templates);
    return templates;
  };
  return {
    reply: read('reply'),
    notices: read('notices'),
    errors: read('errors'),
    console: read('console'),
    chat: read('chat'),
    discord: read('discord'),
    telegram: read('telegram'),
    keeping: read('keeping'),
    learning: read('learning'),
    export: read('export'),
  };
}

function compare(path: string, before: Templates, after: Templates): void {
  for (const [key, old] of Object.entries(before)) {
    const fresh = after[key];
    if (fresh === undefined) throw jsonFault(path, [], `缺少 ${key} 这一句`);
    const known = parametersOf(old);
    const strange = parametersOf(fresh).find((name) => !known.includes(name));
    if (strange !== undefined) throw jsonFault(path, [key], `${key} 里的 {${strange}} 没有内容可填`);
  }
}

const parametersOf = (template: string): string[] =>
  [...template.matchAll(PARAMETER)].flatMap(([, name]) => name ?? []);
