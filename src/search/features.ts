import type { Question } from './question.js';
import type { IndexedDuty, TownIndex } from './town-index.js';

/**
 * What speaks for or against a duty as the answer to a question. Every feature is about 0 to 1 in size, so
 * that the fitted weights of data/ranking.json can be read.
 */
export const FEATURES = [
  /** The classifier's score of the topic, against the best of this town: 0 for the best, below for others. */
  'classifier',
  /** Rare words of the question that stand in the official name. */
  'name',
  /** How much of the official name the question says: high for a question that is the name. */
  'nameSaid',
  /** Whole everyday keywords of the topic in the question, by their length. */
  'keywordWhole',
  /** Rare words of the question that stand in the duties' texts. */
  'texts',
  /** The question names a body and the duty has it. */
  'bodyNamed',
  /** The question names a body and the duty does not have it. */
  'bodyMissing',
  /** Somebody asks who fines, and the name is a penalty; or one without the other. */
  'penaltyBoth',
  'penaltyOnlyName',
  'penaltyOnlyQuestion',
  /** Somebody asks how to apply or who pays, and the matter is one of applying or paying. */
  'applyBoth',
  /** Somebody asks whether it is still the township's, and it was taken back. */
  'reclaimedAsked',
  /** How surely the duty belongs to the topic that speaks for it. */
  'link',
  /** The duty's own list, a leaning only. */
  'isBasic',
  'isReclaimed',
] as const;
export type Feature = (typeof FEATURES)[number];
export type FeatureValues = Readonly<Record<Feature, number>>;

/** Distance in the classifier's score beyond which a topic is as good as not meant; a tenth of its unit. */
const CLASSIFIER_RANGE = 2;
/** Score of a duty that no topic speaks for, as far as the question does not say its name … */
const UNLINKED_SCORE = -0.7;
/** … which it does when this share of its rare words stands there. */
export const NAME_SHARE_SURE = 0.6;
/** What a weaker link takes from the classifier's score. */
const LINK_COST = 0.15;
const KEYWORD_CHARACTERS_MAX = 8;

/** What the classifier says of a question in a town. */
export interface Classified {
  /** The classifier's numbers of the terms it read. */
  readonly known: readonly number[];
  /** Of every topic of `index.topics`, a tenth of the classifier's unit; -Infinity for one it does not know. */
  readonly topics: Float64Array;
  readonly best: number;
  /** Best topic that this town's list does not have. */
  readonly foreign: number;
  /** Messages that no list answers. */
  readonly noDuty: number;
  /** Belief that it is such a message, or a matter that only other towns have, 0 to 1. */
  readonly noDutyShare: number;
  readonly foreignShare: number;
}

export function classify(question: Question, index: TownIndex): Classified {
  const { classifier } = index;
  const known = classifier.find(question.classified);
  const scores = classifier.scores(known);
  const topics = tenths(scores, index.classified);
  const elsewhere = tenths(scores, index.foreign);
  const talk = tenths(scores, [classifier.noDuty]);
  const [best, foreign, noDuty] = [highest(topics), highest(elsewhere), highest(talk)];
  const top = Math.max(best, foreign, noDuty);
  const shares = { here: belief(topics, top), foreign: belief(elsewhere, top), noDuty: belief(talk, top) };
  const total = shares.here + shares.foreign + shares.noDuty || 1;
  return {
    known,
    topics,
    best,
    foreign,
    noDuty,
    noDutyShare: shares.noDuty / total,
    foreignShare: shares.foreign / total,
  };
}

/** Scores at the given positions, in tenths of their unit; -Infinity where there is none. */
function tenths(scores: Float32Array, positions: ArrayLike<number>): Float64Array {
  const values = new Float64Array(positions.length);
  for (let at = 0; at < values.length; at += 1) {
    const position = positions[at]!;
    values[at] = position < 0 ? Number.NEGATIVE_INFINITY : (scores[position] ?? 0) / 10;
  }
  return values;
}

function highest(values: Float64Array): number {
  let best = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at += 1) if (values[at]! > best) best = values[at]!;
  return best;
}

function belief(values: Float64Array, top: number): number {
  let sum = 0;
  for (let at = 0; at < values.length; at += 1) sum += Math.exp(10 * (values[at]! - top));
  return sum;
}

/**
 * The feature values of every duty of a town, in the order of `index.duties`: one row a duty, its values in
 * the order of `FEATURES`. Numbers side by side, because every question makes some thousands of them.
 */
export interface FeatureTable {
  /** Named values of one duty. */
  row(at: number): FeatureValues;
  /** Every duty's values times the weights, summed up. */
  scores(weights: FeatureValues): Float64Array;
}

const WIDTH = FEATURES.length;
const COLUMN = Object.fromEntries(FEATURES.map((name, at) => [name, at])) as Record<Feature, number>;

export function computeFeatures(question: Question, index: TownIndex, classified: Classified): FeatureTable {
  const table = new Float64Array(index.duties.length * WIDTH);
  const weight = Math.max(question.weight, 1e-6);
  const names = index.names.sum(question.terms);
  const texts = index.texts.sum(question.terms);
  const keywords = keywordCharacters(question.text, index);
  const { wishes } = question;
  const asks = {
    penalty: wishes.has('penalty'),
    apply: wishes.has('apply') || wishes.has('pay'),
    ownership: wishes.has('ownership'),
    body: question.bodies.size > 0,
  };
  for (let at = 0; at < index.duties.length; at += 1) {
    const { duty, links, bodies, nameWeight, isPenalty, isApplying } = index.duties[at]!;
    const row = at * WIDTH;
    const name = names[at]! / weight;
    const topic = bestTopic(links, classified, name);
    table[row + COLUMN.classifier] = topic.score;
    table[row + COLUMN.link] = topic.link;
    table[row + COLUMN.name] = name;
    table[row + COLUMN.nameSaid] = names[at]! / Math.max(nameWeight, 1e-6);
    table[row + COLUMN.keywordWhole] = loudestKeyword(links, keywords);
    table[row + COLUMN.texts] = texts[at]! / weight;
    if (asks.body) {
      const hasNamed = [...question.bodies].some((body) => bodies.has(body));
      table[row + (hasNamed ? COLUMN.bodyNamed : COLUMN.bodyMissing)] = 1;
    }
    if (isPenalty) table[row + (asks.penalty ? COLUMN.penaltyBoth : COLUMN.penaltyOnlyName)] = 1;
    else if (asks.penalty) table[row + COLUMN.penaltyOnlyQuestion] = 1;
    if (asks.apply && isApplying) table[row + COLUMN.applyBoth] = 1;
    if (duty.list === 'basic') table[row + COLUMN.isBasic] = 1;
    if (duty.list === 'reclaimed') {
      table[row + COLUMN.isReclaimed] = 1;
      if (asks.ownership) table[row + COLUMN.reclaimedAsked] = 1;
    }
  }
  return {
    row(at) {
      const values: Partial<Record<Feature, number>> = {};
      for (const name of FEATURES) values[name] = table[at * WIDTH + COLUMN[name]]!;
      return values as FeatureValues;
    },
    scores(weights) {
      const vector = Float64Array.from(FEATURES, (name) => weights[name]);
      const scores = new Float64Array(index.duties.length);
      for (let at = 0; at < scores.length; at += 1) {
        let sum = 0;
        for (let column = 0; column < WIDTH; column += 1)
          sum += vector[column]! * table[at * WIDTH + column]!;
        scores[at] = sum;
      }
      return scores;
    },
  };
}

/** For every topic the characters of its whole keywords that stand in the question. */
function keywordCharacters(text: string, index: TownIndex): Uint8Array {
  const characters = new Uint8Array(index.topics.length);
  for (const { word, value } of index.wholeKeywords.find(text)) {
    for (const id of value) {
      const topic = index.topicAt.get(id);
      if (topic === undefined) continue;
      characters[topic] = Math.min(KEYWORD_CHARACTERS_MAX, characters[topic]! + word.length);
    }
  }
  return characters;
}

function loudestKeyword(links: IndexedDuty['links'], keywords: Uint8Array): number {
  let most = 0;
  for (const { topic, score } of links)
    most = Math.max(most, (score * keywords[topic]!) / KEYWORD_CHARACTERS_MAX);
  return most;
}

/** The linked topic that the classifier believes in most, its score against the best of the town. */
function bestTopic(links: IndexedDuty['links'], { topics, best }: Classified, nameShare: number) {
  if (links.length === 0) {
    const said = Math.min(1, nameShare / NAME_SHARE_SURE);
    return { score: UNLINKED_SCORE * (1 - said), link: 0 };
  }
  let found = { score: -CLASSIFIER_RANGE, link: 0 };
  for (const { topic, score } of links) {
    const value = topics[topic]! + LINK_COST * Math.log(score) - best;
    if (value > found.score) found = { score: value, link: score };
  }
  return found;
}
