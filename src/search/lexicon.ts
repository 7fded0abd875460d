import { join } from 'node:path';
import { z } from 'zod';
import { readJsonFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';
import { createWordFinder, withoutOverlaps } from './word-finder.js';

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

/** The lexicon, ready to read normalised questions. */
export interface Lexicon {
  /** All words of the lexicon that name a matter, for the tokeniser's dictionary. */
  readonly words: readonly string[];
  /** The wishes that show in a question. */
  readWishes(question: string): ReadonlySet<Wish>;
  /** A question without courtesy and framing; the question itself when nothing else is left. */
  dropChatter(question: string): string;
  /** Official words that the everyday words in a question stand for. */
  expand(question: string): readonly string[];
}

/** data/lexicon.json. @throws BotError when the file is missing or off its schema. */
export function loadLexicon(path = join(PROJECT_ROOT, 'data', 'lexicon.json')): Lexicon {
  return createLexicon(readJsonFile(path, lexiconSchema));
}

export function createLexicon({ expansions, wishes, chatter }: z.output<typeof lexiconSchema>): Lexicon {
  const expansionFinder = createWordFinder(
    expansions.flatMap(({ says, means }) => says.map((word): [string, readonly string[]] => [word, means])),
    (a, b) => [...a, ...b],
  );
  const wishFinder = createWordFinder(
    WISHES.flatMap((wish) => wishes[wish].map((word): [string, readonly Wish[]] => [word, [wish]])),
    (a, b) => [...a, ...b],
  );
  const chatterFinder = createWordFinder(chatter.map((word): [string, true] => [word, true]));
  return {
    words: expansions.flatMap(({ says, means }) => [...says, ...means]),
    readWishes: (question) => new Set(wishFinder.find(question).flatMap(({ value }) => value)),
    dropChatter(question) {
      let left = '';
      let from = 0;
      for (const { at, word } of withoutOverlaps(chatterFinder.find(question))) {
        left += `${question.slice(from, at)} `;
        from = at + word.length;
      }
      left += question.slice(from);
      return /[\p{L}\p{N}]/u.test(left) ? left : question;
    },
    expand: (question) => [...new Set(expansionFinder.find(question).flatMap(({ value }) => value))],
  };
}
