import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';

/** What a question may want to know of a matter, besides which item it is. */
export const WISHES = ['penalty', 'ownership', 'steps', 'apply', 'pay'] as const;
export type Wish = (typeof WISHES)[number];

const words = z.array(z.string().min(1)).min(1);
const lexiconSchema = z.strictObject({
  /** Everyday words and the official ones they stand for. */
  expansions: z.array(z.strictObject({ says: words, means: words })),
  /** Words by which a wish shows. */
  wishes: z.strictObject({ penalty: words, ownership: words, steps: words, apply: words, pay: words }),
  /** Courtesy and framing that is no evidence for any matter. */
  chatter: words,
});
export type Lexicon = z.output<typeof lexiconSchema>;

/** data/lexicon.json. @throws BotError when the file is missing or off its schema. */
export function loadLexicon(path = join(PROJECT_ROOT, 'data', 'lexicon.json')): Lexicon {
  return readJsonFile(path, lexiconSchema);
}

/** The wishes that show in a normalised question. */
export function readWishes(question: string, { wishes }: Lexicon): ReadonlySet<Wish> {
  return new Set(WISHES.filter((wish) => wishes[wish].some((word) => question.includes(word))));
}

/** A normalised question without courtesy and framing; the question itself when nothing else is left. */
export function dropChatter(question: string, { chatter }: Lexicon): string {
  const longestFirst = [...chatter].sort((a, b) => b.length - a.length);
  const left = longestFirst.reduce((text, word) => text.replaceAll(word, ' '), question);
  return /[\p{L}\p{N}]/u.test(left) ? left : question;
}

/** Official words that the everyday words in a question stand for. */
export function expand(question: string, { expansions }: Lexicon): string[] {
  return expansions.flatMap(({ says, means }) => (says.some((word) => question.includes(word)) ? means : []));
}
