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
  const exact = bareNames.flatMap((name, at) => (name === said ? [at] : []));
  if (exact.length > 0) return exact;
  return bareNames.flatMap((name, at) => {
    const [short, long] = name.length < said.length ? [name, said] : [said, name];
    const isWithin = short.length >= CHARACTERS_MIN && short.length / long.length >= SHARE_MIN;
    return isWithin && long.includes(short) ? [at] : [];
  });
}
