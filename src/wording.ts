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
type WordingFile = (typeof WORDING_FILES)[number];

const schema = z.record(z.string().regex(/^[a-zA-Z0-9.-]+$/), z.string());

/** Fills the template `key` of one wording file. @throws Error when the key or a parameter is missing. */
export type Say = (key: string, params?: WordingParams) => string;

/** The sentences of one file of prompts/, checked when first loaded. */
export function loadWording(file: WordingFile, folder = join(PROJECT_ROOT, 'prompts')): Say {
  const templates = readJsonFile(join(folder, `${file}.json`), schema);
  return (key, params = {}) => {
    const template = templates[key];
    if (template === undefined) throw new Error(`prompts/${file}.json has no sentence '${key}'`);
    return template.replace(/\{([a-zA-Z]+)\}/g, (_, name: string) => {
      const value = params[name];
      if (value === undefined) throw new Error(`sentence '${key}' of prompts/${file}.json needs '${name}'`);
      return String(value);
    });
  };
}
