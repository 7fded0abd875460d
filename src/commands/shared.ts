import { once } from 'node:events';
import { loadConfig } from '../config.js';
import type { Township } from '../duty.js';
import { BotError } from '../errors.js';
import type { LibraryTools } from '../library.js';
import type { Towns } from '../search/towns.js';
import { speakError } from '../speak.js';
import { type Core, startCore } from '../start.js';
import { loadWording } from '../wording.js';

/** Sentences of prompts/console.json. */
export const say = loadWording('console');

/** A command called the wrong way; the message is for a person. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The core for one command; progress of a first import goes to standard error. */
export function openCore(library?: LibraryTools): Promise<Core> {
  return startCore(
    loadConfig(),
    ({ fileName, refusal, changed }, at, of) => {
      if (refusal)
        process.stderr.write(`${say('refused', { file: fileName, reason: speakError(refusal) })}\n`);
      else if (changed) process.stderr.write(`${say('importing', { at, of, file: fileName })}\n`);
    },
    library,
  );
}

/** Writes one line of results, waiting where the reader is slow. */
export async function print(line: string): Promise<void> {
  if (!process.stdout.write(`${line}\n`)) await once(process.stdout, 'drain');
}

/**
 * The one town a name means.
 * @throws BotError `town-unknown`, `town-ambiguous`; both name the choices
 */
export function findTown(towns: Towns, name: string): Township {
  const found = towns.find(name);
  const [only] = found;
  if (only && found.length === 1) return only;
  const names = (found.length === 0 ? towns.list() : found).map(({ fullName }) => fullName).join('、');
  throw new BotError(found.length === 0 ? 'town-unknown' : 'town-ambiguous', { town: name, names });
}
