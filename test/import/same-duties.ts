import { join } from 'node:path';
import type { Duty } from '../../src/duty.js';
import { LISTS_FOLDER, readFile } from './tools.js';

/** Everything of a duty that is the list's own; where it stands and what was repaired differ by document. */
export function dutyWords({
  notices: _,
  source: __,
  raw: ___,
  ...words
}: Duty): Omit<Duty, 'notices' | 'source' | 'raw'> {
  return words;
}

/** The duties of a published list, from the text file that stands in data/lists. */
export const publishedDuties = (town: string): readonly ReturnType<typeof dutyWords>[] =>
  readFile(join(LISTS_FOLDER, `${town}.txt`)).duties.map(dutyWords);
