import { join } from 'node:path';
import { z } from 'zod';
import type { WordingParams } from './errors.js';
import { readJsonFile } from './json-file.js';
import { PROJECT_ROOT } from './root.js';

/**
 * Every sentence a person reads lives in prompts/*.json as `key: template`; `{name}` is filled in.
 * Kept at the top of the core because reading, answering and starting all speak to people.
 */
const WORDING_FILES = [
  'reply',
  'notices',
  'errors',
  'console',
  'chat',
  'discord',
  'telegram',
  'keeping',
  'learning',
  'export',
] as const;
export type WordingFile = (typeof WORDING_FILES)[number];

const schema = z.record(z.string().regex(/^[a-z][a-zA-Z0-9.-]*$/), z.string());

/** Fills the template `key` of one wording file. @throws Error when the key or a parameter is missing. */
export type Say = (key: string, params?: WordingParams) => string;

export const PROMPTS_FOLDER = join(PROJECT_ROOT, 'prompts');

/** What is filled into a template: `{name}`. */
export const PARAMETER = /\{([a-zA-Z]+)\}/g;

/** The templates of one wording file by their keys. */
export type Templates = Readonly<Record<string, string>>;

/** @throws BotError when the file is missing or off its schema */
export const readTemplates = (file: WordingFile, folder = PROMPTS_FOLDER): Templates =>
  readJsonFile(join(folder, `${file}.json`), schema);

/** All templates of prompts/, by file. */
export type Prompts = Readonly<Record<WordingFile, Templates>>;

/** @throws BotError as `readTemplates` */
export function readPrompts(folder = PROMPTS_FOLDER): Prompts {
  const read = (file: WordingFile): Templates => readTemplates(file, folder);
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

/** The sentences of one file of prompts/, checked when first loaded. */
export const loadWording = (file: WordingFile, folder = PROMPTS_FOLDER): Say =>
  speakTemplates(file, readTemplates(file, folder));

export function speakTemplates(file: WordingFile, templates: Templates): Say {
  return (key, params = {}) => {
    const template = templates[key];
    if (template === undefined) throw new Error(`prompts/${file}.json has no sentence '${key}'`);
    return template.replace(PARAMETER, (_, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`sentence '${key}' of prompts/${file}.json needs '${name}'`);
      return String(value);
    });
  };
}
