import {
  type Classifier,
  type ClassifierFiles,
  classifierTerms,
  createClassifier,
  NO_DUTY,
} from '../src/search/classifier.js';
import type { Lexicon } from '../src/search/lexicon.js';
import { normaliseQuestion } from '../src/search/normalise.js';
import type { Tokeniser } from '../src/search/tokenise.js';
import type { Topic } from '../src/search/topics.js';

const EPOCHS = 11;
const RATE = 8;
/** A piece of a name and a keyword say less of how people ask than a whole message. */
const NAME_PART_WEIGHT = 0.3;
const KEYWORD_WEIGHT = 0.5;
/** Weights smaller than this share of the largest are dropped. */
const KEPT_MIN = 0.012;

interface Text {
  readonly terms: Int32Array;
  readonly values: Float32Array;
  readonly topic: number;
  readonly weight: number;
}

/** Fits the classifier: multinomial logistic regression by stochastic gradient, in a fixed order. */
export function fitClassifier(
  topics: readonly Topic[],
  lexicon: Lexicon,
  tokeniser: Tokeniser,
  noDuty: readonly string[],
): ClassifierFiles {
  const numbers = new Map<string, number>();
  const having: number[] = [];
  const raw: { ids: number[]; topic: number; weight: number }[] = [];
  const add = (text: string, topic: number, weight: number): void => {
    const ids = questionTerms(text, lexicon, tokeniser).map((term) => {
      const known = numbers.get(term) ?? numbers.size;
      numbers.set(term, known);
      having[known] = (having[known] ?? 0) + 1;
      return known;
    });
    raw.push({ ids, topic, weight });
  };
  for (const [at, { phrasings, names, keywords }] of topics.entries()) {
    for (const phrasing of phrasings) add(phrasing, at, 1);
    for (const keyword of keywords) add(keyword, at, KEYWORD_WEIGHT);
    for (const name of names) {
      add(name, at, 1);
      for (const part of name.split(/[，、（）]/)) if (part.length > 3) add(part, at, NAME_PART_WEIGHT);
    }
  }
  for (const text of noDuty) add(text, topics.length, 1);
  const rarity = Float32Array.from(having, (count) => Math.log(1 + raw.length / (0.5 + count)));
  const texts = raw.map(({ ids, topic, weight }): Text => {
    const length = Math.sqrt(ids.reduce((sum, id) => sum + rarity[id]! ** 2, 0)) || 1;
    return {
      terms: Int32Array.from(ids),
      values: Float32Array.from(ids, (id) => rarity[id]! / length),
      topic,
      weight,
    };
  });
  const { weights, bias } = descend(texts, numbers.size, topics.length + 1);
  const talk = noDuty.map((text) => {
    const content = lexicon.dropChatter(normaliseQuestion(text));
    // A single character says little, and costs most: nearly every message has it.
    const words = tokeniser.terms(content).filter((term) => term.length > 1);
    return words.flatMap((term) => numbers.get(term) ?? []);
  });
  return pack([...topics.map(({ id }) => id), NO_DUTY], [...numbers.keys()], rarity, weights, bias, talk);
}

/** The terms of a text as a question would be read. */
function questionTerms(text: string, lexicon: Lexicon, tokeniser: Tokeniser): string[] {
  const whole = normaliseQuestion(text);
  const content = lexicon.dropChatter(whole);
  return classifierTerms(content, tokeniser.terms(content), lexicon.expand(whole).flatMap(tokeniser.terms));
}

function descend(texts: readonly Text[], termCount: number, topicCount: number) {
  const weights = new Float32Array(termCount * topicCount);
  const bias = new Float32Array(topicCount);
  const scores = new Float32Array(topicCount);
  let state = 7;
  const order = texts.map((_, at) => at);
  for (let epoch = 0; epoch < EPOCHS; epoch += 1) {
    for (let at = order.length - 1; at > 0; at -= 1) {
      state = (state * 48271) % 2147483647;
      const other = state % (at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    const rate = RATE * (1 - epoch / EPOCHS) + 0.05;
    for (const at of order) {
      const { terms, values, topic, weight } = texts[at]!;
      scores.set(bias);
      for (let i = 0; i < terms.length; i += 1) {
        const row = terms[i]! * topicCount;
        const value = values[i]!;
        for (let k = 0; k < topicCount; k += 1) scores[k]! += value * weights[row + k]!;
      }
      const wrong = errors(scores, topic);
      for (let i = 0; i < terms.length; i += 1) {
        const row = terms[i]! * topicCount;
        const step = rate * values[i]! * weight;
        for (const k of wrong) weights[row + k]! -= step * scores[k]!;
      }
    }
  }
  return { weights, bias };
}

/** Turns scores into belief minus truth, and names the topics where that is worth a step. */
function errors(scores: Float32Array, topic: number): number[] {
  let highest = Number.NEGATIVE_INFINITY;
  for (const score of scores) if (score > highest) highest = score;
  let total = 0;
  for (let k = 0; k < scores.length; k += 1) {
    scores[k] = Math.exp(scores[k]! - highest);
    total += scores[k]!;
  }
  const worth: number[] = [];
  for (let k = 0; k < scores.length; k += 1) {
    scores[k] = scores[k]! / total - (k === topic ? 1 : 0);
    if (Math.abs(scores[k]!) > 1e-4) worth.push(k);
  }
  return worth;
}

function pack(
  topics: readonly string[],
  terms: readonly string[],
  rarity: Float32Array,
  weights: Float32Array,
  bias: Float32Array,
  talk: readonly (readonly number[])[],
): ClassifierFiles {
  const largest = weights.reduce((max, weight) => Math.max(max, Math.abs(weight)), 0);
  const scale = largest / 127;
  const starts = new Uint32Array(terms.length + 1);
  const columns: number[] = [];
  const values: number[] = [];
  for (let term = 0; term < terms.length; term += 1) {
    for (let k = 0; k < topics.length; k += 1) {
      const weight = weights[term * topics.length + k]!;
      if (Math.abs(weight) < KEPT_MIN * largest) continue;
      columns.push(k);
      values.push(Math.round(weight / scale));
    }
    starts[term + 1] = columns.length;
  }
  const encode = (array: ArrayBufferView): string =>
    Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString('base64');
  return {
    numbers: {
      topics: [...topics],
      rarity: encode(rarity),
      starts: encode(starts),
      columns: encode(Uint16Array.from(columns)),
      values: encode(Int8Array.from(values)),
      bias: encode(bias),
      talkStarts: encode(Uint32Array.from([0, ...runningSum(talk.map(({ length }) => length))])),
      talkTerms: encode(Uint32Array.from(talk.flat())),
      scale,
    },
    terms: terms.join('\n'),
  };
}

function runningSum(values: readonly number[]): number[] {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}

/** A classifier fitted at once, for a fold. */
export const fittedClassifier = (...given: Parameters<typeof fitClassifier>): Classifier =>
  createClassifier(fitClassifier(...given));
