import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Jieba } from '@node-rs/jieba';
import { LRUCache } from 'lru-cache';
import { BotError } from '../errors.js';
import { PROJECT_ROOT } from '../root.js';

/** Cuts normalised text into search terms. */
export interface Tokeniser {
  /** Distinct terms: jieba's words, every two-character piece of a Chinese run, Latin words, numbers. */
  terms(text: string): readonly string[];
  /** Distinct words of a long text, for which pieces would cost more than they find. */
  distinctWords(text: string): string[];
  /** A question's terms, and jieba's words in order, punctuation included. */
  cut(text: string): { readonly words: readonly string[]; readonly terms: readonly string[] };
}

/** Weight of our own words in jieba's dictionary: high enough to be kept whole. */
const OWN_WORD_FREQUENCY = 20_000;
/** Names of bodies and categories and the words of the lexicon come again and again: they are cut once. */
const NAME_LENGTH_MAX = 16;
const NAMES_KEPT_MAX = 4096;

/**
 * data/words.txt: jieba's own dictionary without its rare words (`npm run fit:words`), which cost four fifths
 * of the time and the memory and cut names nobody has. @throws BotError `file-missing`
 */
function readDictionary(): Buffer {
  const file = join('data', 'words.txt');
  try {
    return readFileSync(join(PROJECT_ROOT, file));
  } catch (cause) {
    throw new BotError('file-missing', { file }, { cause });
  }
}

/**
 * A tokeniser whose dictionary knows jieba's words and ours.
 * @param ownWords bodies, short names, duty terms: two characters and more
 */
export function createTokeniser(ownWords: Iterable<string>): Tokeniser {
  const jieba = Jieba.withDict(readDictionary());
  const lines = [...new Set(ownWords)]
    .filter((word) => /^[\p{Script=Han}a-z0-9]{2,12}$/u.test(word))
    .map((word) => `${word} ${OWN_WORD_FREQUENCY} n`);
  if (lines.length > 0) jieba.loadDict(Buffer.from(lines.join('\n')));
  const words = (text: string): string[] => jieba.cut(text, true);
  const names = new LRUCache<string, readonly string[]>({ max: NAMES_KEPT_MAX });
  return {
    cut(text) {
      const cut = words(text);
      return { words: cut, terms: termsOf(text, cut) };
    },
    distinctWords: (text) => [
      ...new Set(words(text).filter((word) => word.length > 1 && /\p{L}/u.test(word))),
    ],
    terms(text) {
      const known = names.get(text);
      if (known) return known;
      const terms = termsOf(text, words(text));
      if (text.length <= NAME_LENGTH_MAX) names.set(text, terms);
      return terms;
    },
  };
}

function termsOf(text: string, words: readonly string[]): readonly string[] {
  const terms = new Set<string>();
  for (const word of words) if (/[\p{L}\p{N}]/u.test(word)) terms.add(word);
  for (const [run] of text.matchAll(/\p{Script=Han}{2,}/gu)) {
    for (let at = 0; at + 2 <= run.length; at += 1) terms.add(run.slice(at, at + 2));
  }
  return [...terms];
}
