import { join } from 'node:path';
import { z } from 'zod';
import { BotError } from '../errors.js';
import { readJsonFile, readTextFile } from '../json-file.js';
import { PROJECT_ROOT } from '../root.js';
import { createPostings } from './postings.js';
import { createTermTable } from './term-table.js';

/**
 * A linear classifier from the words of a question to the topics of the catalogue, fitted by
 * bench/fit-ranking.ts from phrasings, keywords and official names (multinomial logistic regression over
 * words, two-character pieces and single characters). Kept sparse and quantised; read-only here.
 */
export interface Classifier {
  /** Positions of topics in `scores`, by topic id; a topic it was not fitted with has none. */
  readonly positions: ReadonlyMap<string, number>;
  /** Where in `scores` messages that no list answers are kept; -1 without. */
  readonly noDuty: number;
  /** How rare a term is among what people say; the highest, `rarest`, for a term never seen. */
  rarity(term: string): number;
  /** The same; nothing for a term never seen. */
  rarityOf(term: string): number | undefined;
  readonly rarest: number;
  /** Its numbers of the terms it knows. */
  find(terms: readonly string[]): readonly number[];
  /** A score for every topic, by numbers of terms; differences are what counts. */
  scores(known: readonly number[]): Float32Array;
  /**
   * The one term that speaks most for an unanswerable message as against a topic, and the one that speaks
   * most the other way, in the unit of `scores`, at least 0: a sum hides a single word that decides.
   */
  pull(known: readonly number[], position: number): { readonly away: number; readonly towards: number };
  /** Likeness to the message most like it that no list answers: cosine over rare terms, 0 to 1. */
  likeTalk(terms: readonly string[]): number;
}

/** Numbers in base64. */
const bytes = z.string();
const fileSchema = z.strictObject({
  topics: z.array(z.string()),
  /** Float32: rarity of each term. */
  rarity: bytes,
  /** Uint32: where each term's topics begin; one more than terms. */
  starts: bytes,
  /** Uint16: topics. */
  columns: bytes,
  /** Int8: weights, in units of `scale`. */
  values: bytes,
  /** Float32: of each topic. */
  bias: bytes,
  /** Uint32: where each unanswerable message's terms begin; one more than messages. */
  talkStarts: bytes,
  /** Uint32: their terms. */
  talkTerms: bytes,
  scale: z.number().positive(),
});
/** Stands among the topics for messages that no list answers. */
export const NO_DUTY = 'no-duty';

export type ClassifierNumbers = z.output<typeof fileSchema>;

/** Both files as they are written: apart, because numbers are read several times faster without Chinese between them. */
export interface ClassifierFiles {
  readonly numbers: ClassifierNumbers;
  /** One term a line. */
  readonly terms: string;
}

export const CLASSIFIER_FILES = { numbers: 'classifier.json', terms: 'classifier-terms.txt' } as const;

/** data/classifier.json and its terms. @throws BotError when a file is missing, off its schema or not of the other */
export function loadClassifier(folder = join(PROJECT_ROOT, 'data')): Classifier {
  return createClassifier({
    numbers: readJsonFile(join(folder, CLASSIFIER_FILES.numbers), fileSchema),
    terms: readTextFile(join(folder, CLASSIFIER_FILES.terms)),
  });
}

export function createClassifier({ numbers: file, terms: words }: ClassifierFiles): Classifier {
  const terms = createTermTable(words);
  const rarity = new Float32Array(decode(file.rarity));
  if (rarity.length !== terms.size) throw new BotError('data-generated', CLASSIFIER_FILES);
  const starts = new Uint32Array(decode(file.starts));
  const columns = new Uint16Array(decode(file.columns));
  const values = new Int8Array(decode(file.values));
  const bias = new Float32Array(decode(file.bias));
  const rarest = rarity.reduce((max, value) => Math.max(max, value), 1);
  const positions = new Map(file.topics.map((id, at) => [id, at]));
  const noDuty = positions.get(NO_DUTY) ?? -1;
  positions.delete(NO_DUTY);
  const weightOf = (term: number, position: number): number => {
    let low = starts[term]!;
    let high = starts[term + 1]!;
    // Each term's topics stand in rising order.
    while (low < high) {
      const middle = (low + high) >> 1;
      if (columns[middle]! < position) low = middle + 1;
      else high = middle;
    }
    return low < starts[term + 1]! && columns[low] === position ? values[low]! : 0;
  };
  const find = (words: readonly string[]): number[] => {
    const known: number[] = [];
    for (const word of words) {
      const term = terms.find(word);
      if (term !== undefined) known.push(term);
    }
    return known;
  };
  const lengthOf = (known: Iterable<number>): number => {
    let sum = 0;
    for (const term of known) sum += rarity[term]! ** 2;
    return Math.sqrt(sum) || 1;
  };
  const talk = createTalk(new Uint32Array(decode(file.talkStarts)), new Uint32Array(decode(file.talkTerms)));
  const talkLengths = Float32Array.from(talk.texts, lengthOf);
  return {
    positions,
    noDuty,
    find,
    pull(known, position) {
      const unit = file.scale / lengthOf(known);
      let away = 0;
      let towards = 0;
      for (const term of known) {
        const lean = rarity[term]! * unit * (weightOf(term, noDuty) - weightOf(term, position));
        away = Math.max(away, lean);
        towards = Math.max(towards, -lean);
      }
      return { away, towards };
    },
    likeTalk(words) {
      const long = words.filter((word) => word.length > 1);
      const known = find(long).map((term) => ({ term, weight: rarity[term]! ** 2 }));
      // A word that nobody ever said makes a question less like what was said.
      const strange = (long.length - known.length) * rarest ** 2;
      const length = Math.sqrt(known.reduce((sum, { weight }) => sum + weight, strange)) || 1;
      const sums = talk.postings.sum(known);
      let most = 0;
      for (let at = 0; at < sums.length; at += 1) most = Math.max(most, sums[at]! / talkLengths[at]!);
      return most / length;
    },
    rarity: (term) => rarity[terms.find(term) ?? -1] ?? rarest,
    rarityOf: (term) => rarity[terms.find(term) ?? -1],
    rarest,
    scores(known) {
      const length = lengthOf(known);
      const scores = bias.slice();
      for (const term of known) {
        const share = (rarity[term]! / length) * file.scale;
        const end = starts[term + 1]!;
        for (let at = starts[term]!; at < end; at += 1) scores[columns[at]!]! += share * values[at]!;
      }
      return scores;
    },
  };
}

/** A classifier that knows no topic: every score is the same. For catalogues of tests. */
export const EMPTY_CLASSIFIER: Classifier = {
  positions: new Map(),
  noDuty: -1,
  rarity: () => 1,
  rarityOf: () => undefined,
  rarest: 1,
  find: () => [],
  scores: () => new Float32Array(0),
  pull: () => ({ away: 0, towards: 0 }),
  likeTalk: () => 0,
};

/** The unanswerable messages: their terms, and for each term the messages. */
function createTalk(starts: Uint32Array, terms: Uint32Array) {
  const texts = Array.from({ length: Math.max(0, starts.length - 1) }, (_, at) =>
    terms.subarray(starts[at], starts[at + 1]),
  );
  const size = terms.reduce((most, term) => Math.max(most, term + 1), 0);
  return { texts, postings: createPostings(texts, size) };
}

function decode(base64: string): ArrayBuffer {
  const { buffer, byteOffset, byteLength } = Buffer.from(base64, 'base64');
  return buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer;
}

/** The terms of a text that the classifier reads: search terms and single characters. */
export function classifierTerms(
  text: string,
  terms: readonly string[],
  official: readonly string[],
): string[] {
  const characters = text.match(/\p{Script=Han}/gu) ?? [];
  return [...new Set([...terms, ...official, ...characters])];
}
