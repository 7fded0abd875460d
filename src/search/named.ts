import { bareText } from '../similar.js';
import type { TownIndex } from './town-index.js';

/** Least share of the longer one that the name and the question have in common, where one holds the other. */
const SHARE_MIN = 0.5;
/** Shorter questions are words, not names. */
const CHARACTERS_MIN = 4;

/**
 * Duties whose official name the question is, or nearly: who types the words of the list gets its item,
 * whatever is known of how people say it.
 * @param text a question without chatter
 * @returns positions in `index.duties`
 */
export function dutiesNamed(text: string, { bareNames }: Pick<TownIndex, 'bareNames'>): readonly number[] {
  const said = bareText(text);
  if (said.length < CHARACTERS_MIN) return [];
  const exact: number[] = [];
  const nearly: number[] = [];
  for (const [at, name] of bareNames.entries()) {
    if (name === said) exact.push(at);
    else if (isWithin(said, name) || isWithin(name, said)) nearly.push(at);
  }
  return exact.length > 0 ? exact : nearly;
}

const isWithin = (short: string, long: string): boolean =>
  short.length >= CHARACTERS_MIN &&
  short.length < long.length &&
  short.length >= SHARE_MIN * long.length &&
  long.includes(short);
